/** `sha256:` and 64 lower-case hex digits. */
export type Digest = `sha256:${string}`;

const pattern = /^sha256:[0-9a-f]{64}$/;

export function isDigest(text: string): text is Digest {
  return pattern.test(text);
}

/** Hashes text (as UTF-8) or bytes. An argument wherever the model needs one: the model itself does nothing but think. */
export type Sha256 = (content: string | Uint8Array) => Digest;

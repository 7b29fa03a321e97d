/** The member Body of an import is JSON's text, whereas other services' members of that name are bytes: the kernel's types take it for these. */
export function definitionText(body: Uint8Array | string | undefined): string {
  if (typeof body === 'string' || body === undefined) return body ?? '';
  return Buffer.from(body).toString();
}

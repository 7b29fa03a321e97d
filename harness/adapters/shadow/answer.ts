/** What a function answered. */
export interface Answer {
  readonly status: number;
  /** Names in lower case; a list where there are several of one name (`set-cookie`). */
  readonly headers: Headers;
  readonly bytes: Uint8Array;
}

export type Headers = Readonly<Record<string, string | readonly string[]>>;

export function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('utf8');
}

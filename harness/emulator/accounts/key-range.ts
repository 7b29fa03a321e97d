import type { KeyRange } from './state.ts';

/** Bounds of a scan in SQL terms. `prefix` is still checked row by row where it has no successor. */
export interface KeyBounds {
  readonly lower?: { readonly key: string; readonly exclusive: boolean };
  readonly upper?: { readonly key: string; readonly exclusive: boolean };
}

export function keyBounds(range: KeyRange): KeyBounds {
  const { prefix, from, exclusive = false, descending = false } = range;
  const start = from === undefined ? undefined : { key: from, exclusive };
  const end = prefix === undefined ? undefined : successor(prefix);
  const first = prefix === undefined || prefix === '' ? undefined : { key: prefix, exclusive: false };
  const last = end === undefined ? undefined : { key: end, exclusive: true };
  const lower = descending ? first : later(start, first);
  const upper = descending ? earlier(start, last) : last;
  return { ...(lower === undefined ? {} : { lower }), ...(upper === undefined ? {} : { upper }) };
}

interface Bound {
  readonly key: string;
  readonly exclusive: boolean;
}

function later(a: Bound | undefined, b: Bound | undefined): Bound | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return compareUtf8(a.key, b.key) >= 0 ? a : b;
}

function earlier(a: Bound | undefined, b: Bound | undefined): Bound | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return compareUtf8(a.key, b.key) < 0 ? a : b;
}

/** The order of the strings' UTF-8 bytes; JavaScript's own is UTF-16's, which differs above U+FFFF. */
export function compareUtf8(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

/** The first string after all that start with `prefix`; undefined where there is none. */
function successor(prefix: string): string | undefined {
  const points = Array.from(prefix, (character) => character.codePointAt(0) ?? 0);
  while (points.length > 0) {
    const last = points.pop() ?? 0;
    if (last >= 0x10ffff) continue;
    // U+D800–U+DFFF are no characters of UTF-8.
    const next = last + 1 >= 0xd800 && last + 1 <= 0xdfff ? 0xe000 : last + 1;
    return String.fromCodePoint(...points, next);
  }
  return undefined;
}

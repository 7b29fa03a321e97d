import { invalidRange } from './errors.ts';

/** Both ends are part of it. */
export interface ByteRange {
  readonly first: number;
  readonly last: number;
}

/**
 * The one range of a Range header. Undefined where S3 answers the whole object: no header, several ranges, or not of this form.
 * Throws InvalidRange (416) where it lies outside.
 */
export function readRange(header: string | undefined, size: number): ByteRange | undefined {
  const parts = header === undefined ? null : /^bytes=(\d*)-(\d*)$/.exec(header.trim());
  if (header === undefined || parts === null) return undefined;
  const [from, to] = [parts[1] ?? '', parts[2] ?? ''];
  if (from === '' && to === '') return undefined;
  if (from === '') {
    const wanted = Math.min(Number(to), size);
    if (wanted === 0) throw invalidRange(header, size);
    return { first: size - wanted, last: size - 1 };
  }
  const first = Number(from);
  if (to !== '' && Number(to) < first) return undefined;
  if (first >= size) throw invalidRange(header, size);
  return { first, last: to === '' ? size - 1 : Math.min(Number(to), size - 1) };
}

export function contentRange({ first, last }: ByteRange, size: number): string {
  return `bytes ${first}-${last}/${size}`;
}

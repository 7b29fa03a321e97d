import { compareUtf8 } from '../../accounts/key-range.ts';

/** What a page of a listing is cut from: rows in the byte order of their keys. */
export interface ListRequest {
  readonly prefix: string;
  /** Empty: no grouping. */
  readonly delimiter: string;
  readonly maxKeys: number;
  /** Keys and common prefixes up to this one are left out. */
  readonly after?: string;
}

export type Listed<Row> =
  { readonly kind: 'row'; readonly key: string; readonly row: Row } | { readonly kind: 'prefix'; readonly prefix: string };

export interface Page<Row> {
  readonly items: readonly Listed<Row>[];
  readonly truncated: boolean;
}

/** Rows from a key on: `seek(from)` gives those whose key is at least `from`, in order. */
export type Seek<Row> = (from: string, exclusive: boolean) => Iterable<readonly [key: string, row: Row]>;

/**
 * Groups keys under common prefixes and cuts the page, as ListObjects, ListObjectVersions and ListMultipartUploads do.
 * A group is skipped by seeking past it, so that a page costs what it shows.
 */
export function listRows<Row>(request: ListRequest, seek: Seek<Row>): Page<Row> {
  const items: Listed<Row>[] = [];
  if (request.maxKeys === 0) return { items, truncated: false };
  let from = request.prefix;
  let exclusive = false;
  const { after } = request;
  if (after !== undefined && compareUtf8(after, from) >= 0) {
    const group = commonPrefix(request, after);
    from = group === after ? endOf(group) : after;
    exclusive = true;
  }
  for (;;) {
    const next = scanUntilGroup(request, seek(from, exclusive), items, after);
    if (next.kind === 'end') return { items, truncated: next.truncated };
    from = endOf(next.prefix);
    exclusive = true;
  }
}

type Stop = { readonly kind: 'end'; readonly truncated: boolean } | { readonly kind: 'group'; readonly prefix: string };

function scanUntilGroup<Row>(
  request: ListRequest,
  rows: Iterable<readonly [string, Row]>,
  items: Listed<Row>[],
  after: string | undefined,
): Stop {
  for (const [key, row] of rows) {
    if (!key.startsWith(request.prefix)) break;
    const prefix = commonPrefix(request, key);
    if (prefix !== undefined && after !== undefined && compareUtf8(prefix, after) <= 0) return { kind: 'group', prefix };
    if (items.length === request.maxKeys) return { kind: 'end', truncated: true };
    if (prefix !== undefined) {
      items.push({ kind: 'prefix', prefix });
      return { kind: 'group', prefix };
    }
    items.push({ kind: 'row', key, row });
  }
  return { kind: 'end', truncated: false };
}

function commonPrefix({ prefix, delimiter }: ListRequest, key: string): string | undefined {
  if (delimiter === '' || !key.startsWith(prefix)) return undefined;
  const at = key.indexOf(delimiter, prefix.length);
  return at < 0 ? undefined : key.slice(0, at + delimiter.length);
}

/** A string after every key with this prefix: U+10FFFF is the last code point, and no character. */
function endOf(prefix: string): string {
  return `${prefix}\u{10FFFF}`;
}

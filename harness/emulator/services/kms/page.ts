import { constraint, invalidMarker } from './errors.ts';

interface PageRequest {
  readonly Limit?: number | undefined;
  readonly Marker?: string | undefined;
}

export interface Page<Item> {
  readonly items: Item[];
  readonly rest: { readonly Truncated: boolean; readonly NextMarker?: string };
}

/** One page of a list; the marker says how many items went before. */
export function pageOf<Item>(all: readonly Item[], { Limit, Marker }: PageRequest, otherwise = 100, most = 1000): Page<Item> {
  const limit = Limit ?? otherwise;
  if (limit < 1) throw constraint('limit', String(limit), 'Member must have value greater than or equal to 1');
  if (limit > most) throw constraint('limit', String(limit), `Member must have value less than or equal to ${String(most)}`);
  const start = Marker === undefined ? 0 : readMarker(Marker);
  const end = start + limit;
  if (end >= all.length) return { items: all.slice(start), rest: { Truncated: false } };
  return { items: all.slice(start, end), rest: { Truncated: true, NextMarker: Buffer.from(`from:${String(end)}`).toString('base64') } };
}

function readMarker(marker: string): number {
  const [, position] = /^from:(\d+)$/.exec(Buffer.from(marker, 'base64').toString()) ?? [];
  if (position === undefined) throw invalidMarker();
  return Number(position);
}

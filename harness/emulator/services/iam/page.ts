import { constraintFailed, validationError } from './errors.ts';

interface PageRequest {
  readonly Marker?: string | undefined;
  readonly MaxItems?: number | undefined;
}

export interface Page<Item> {
  readonly items: Item[];
  readonly rest: { readonly IsTruncated: boolean; readonly Marker: string | undefined };
}

/** One page of a list, 100 items where MaxItems doesn't say. The marker says how many items went before. */
export function pageOf<Item>(all: readonly Item[], { Marker, MaxItems = 100 }: PageRequest): Page<Item> {
  if (MaxItems < 1) throw constraintFailed('maxItems', 'Member must have value greater than or equal to 1');
  if (MaxItems > 1000) throw constraintFailed('maxItems', 'Member must have value less than or equal to 1000');
  const start = Marker === undefined ? 0 : readMarker(Marker);
  const end = start + MaxItems;
  const more = end < all.length;
  return { items: all.slice(start, end), rest: { IsTruncated: more, Marker: more ? writeMarker(end) : undefined } };
}

function writeMarker(position: number): string {
  return Buffer.from(`from:${String(position)}`).toString('base64');
}

function readMarker(marker: string): number {
  const [, position] = /^from:(\d+)$/.exec(Buffer.from(marker, 'base64').toString()) ?? [];
  if (position === undefined) throw validationError(`Invalid Marker: ${marker}`);
  return Number(position);
}

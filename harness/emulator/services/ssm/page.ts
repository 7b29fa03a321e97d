import { constraint, invalidNextToken } from './errors.ts';

export interface PageRequest {
  readonly MaxResults?: number | undefined;
  readonly NextToken?: string | undefined;
}

/** A page of at most `largest` items (also where none is asked for) and the token of the next: opaque, here an offset. */
export function pageOf<Item>(
  all: readonly Item[],
  request: PageRequest,
  largest: number,
): { readonly items: readonly Item[]; readonly NextToken?: string } {
  const { MaxResults: size = largest, NextToken: token } = request;
  if (size < 1) throw constraint('maxResults', size, 'Member must have value greater than or equal to 1');
  if (size > largest) throw constraint('maxResults', size, `Member must have value less than or equal to ${largest}`);
  const start = token === undefined || token === '' ? 0 : Number(Buffer.from(token, 'base64url').toString());
  if (!Number.isInteger(start) || start < 0) throw invalidNextToken();
  const end = start + size;
  return { items: all.slice(start, end), ...(end < all.length ? { NextToken: Buffer.from(String(end)).toString('base64url') } : {}) };
}

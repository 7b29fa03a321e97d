import { invalidNextToken, invalidParameter } from './errors.ts';

export interface PageRequest {
  readonly MaxResults?: number | undefined;
  readonly NextToken?: string | undefined;
}

/** A page of `all` and the token of the next. Tokens are opaque: here an offset. */
export function pageOf<Item>(all: readonly Item[], request: PageRequest): { readonly items: readonly Item[]; readonly NextToken?: string } {
  const { MaxResults: size = 100, NextToken: token } = request;
  if (!Number.isInteger(size) || size < 1 || size > 100) throw invalidParameter('MaxResults must be between 1 and 100.');
  const start = token === undefined ? 0 : Number(Buffer.from(token, 'base64url').toString());
  if (!Number.isInteger(start) || start < 0) throw invalidNextToken();
  const end = start + size;
  return { items: all.slice(start, end), ...(end < all.length ? { NextToken: Buffer.from(String(end)).toString('base64url') } : {}) };
}

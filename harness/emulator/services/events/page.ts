import { validation } from './errors.ts';

export interface PageRequest {
  readonly Limit?: number | undefined;
  readonly NextToken?: string | undefined;
}

/** A page of `all` and the token of the next. Tokens are opaque: here an offset. */
export function pageOf<Item>(
  all: readonly Item[],
  { Limit: size = 100, NextToken: token }: PageRequest,
): { readonly items: readonly Item[]; readonly NextToken?: string } {
  if (!Number.isInteger(size) || size < 1 || size > 100)
    throw validation(
      `1 validation error detected: Value '${size}' at 'limit' failed to satisfy constraint: Member must have value less than or equal to 100`,
    );
  const start = token === undefined ? 0 : Number(Buffer.from(token, 'base64url').toString());
  if (!Number.isInteger(start) || start < 0) throw validation('Invalid token');
  const end = start + size;
  return { items: all.slice(start, end), ...(end < all.length ? { NextToken: Buffer.from(String(end)).toString('base64url') } : {}) };
}

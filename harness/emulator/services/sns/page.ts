import { invalidParameter } from './errors.ts';

/** SNS pages by a hundred. Tokens are opaque: here an offset. */
export function pageOf<Item>(
  all: readonly Item[],
  token: string | undefined,
): { readonly items: readonly Item[]; readonly NextToken?: string } {
  const start = token === undefined ? 0 : Number(Buffer.from(token, 'base64url').toString());
  if (!Number.isInteger(start) || start < 0) throw invalidParameter('NextToken Reason: Invalid token');
  const end = start + 100;
  return { items: all.slice(start, end), ...(end < all.length ? { NextToken: Buffer.from(String(end)).toString('base64url') } : {}) };
}

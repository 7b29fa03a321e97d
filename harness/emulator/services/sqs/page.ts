import { invalidParameterValue } from './errors.ts';

export interface PageRequest {
  readonly MaxResults?: number | undefined;
  readonly NextToken?: string | undefined;
}

/** A page of `all` and the token of the next one, which SQS gives only to those who said MaxResults. */
export function pageOf<Item>(all: readonly Item[], request: PageRequest): { readonly items: readonly Item[]; readonly NextToken?: string } {
  const { MaxResults: size = 1000, NextToken: token } = request;
  if (!Number.isInteger(size) || size < 1 || size > 1000)
    throw invalidParameterValue(
      `Value ${size} for parameter MaxResults is invalid. Reason: MaxResults must be an integer between 1 and 1000.`,
    );
  const start = token === undefined ? 0 : Number(Buffer.from(token, 'base64url').toString());
  if (!Number.isInteger(start) || start < 0) throw invalidParameterValue('Invalid or expired next token.');
  const end = start + size;
  const isCut = end < all.length && request.MaxResults !== undefined;
  return { items: all.slice(start, end), ...(isCut ? { NextToken: Buffer.from(String(end)).toString('base64url') } : {}) };
}

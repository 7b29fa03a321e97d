import { validationError } from './errors.ts';

export interface Page<Item> {
  readonly items: readonly Item[];
  readonly next?: string;
}

/** One page of a listing: CloudFormation gives a hundred at a time. The token is where the next page begins. */
export function pageOf<Item>(items: readonly Item[], token: string | undefined, size = 100): Page<Item> {
  const start = token === undefined ? 0 : Number(Buffer.from(token, 'base64url').toString());
  if (!Number.isInteger(start) || start < 0) throw validationError('Invalid NextToken.');
  const end = start + size;
  const next = end < items.length ? { next: Buffer.from(String(end)).toString('base64url') } : {};
  return { items: items.slice(start, end), ...next };
}

import { badRequest } from './errors.ts';

const defaultSize = 1000;

/** One page of a listing. The token is where the next one begins. */
export function pageOf<Item>(
  items: readonly Item[],
  maxResults: string | undefined,
  token: string | undefined,
): { readonly items: Item[]; readonly next: string | undefined } {
  const size = maxResults === undefined ? defaultSize : Number(maxResults);
  const start = token === undefined ? 0 : Number(token);
  if (!Number.isInteger(size) || size < 1) throw badRequest('Invalid maxResults parameter');
  if (!Number.isInteger(start) || start < 0) throw badRequest('Invalid nextToken parameter');
  return { items: items.slice(start, start + size), next: start + size < items.length ? String(start + size) : undefined };
}

import { describe, expect, it } from 'vitest';
import { everyPage, type Page } from './every-page.ts';

/** A list of pages; each names the place of the next as its token. */
function pagesOf(...pages: readonly (readonly string[] | undefined)[]): (token: string | undefined) => Promise<Page<string>> {
  return (token = '0') => {
    const place = Number(token);
    return Promise.resolve({ items: pages[place], next: place + 1 < pages.length ? String(place + 1) : undefined });
  };
}

describe('everyPage', () => {
  it.each([
    ['takes one page as it is', pagesOf(['a', 'b']), ['a', 'b']],
    ['goes on where a page names the next', pagesOf(['a'], ['b'], ['c']), ['a', 'b', 'c']],
    ['goes on after an empty page', pagesOf([], undefined, ['c']), ['c']],
    ['takes an answer without a list for an empty one', pagesOf(undefined), []],
  ])('%s', async (_, ask, all) => {
    expect(await everyPage(ask)).toEqual(all);
  });

  it('takes an empty token for the end', async () => {
    expect(await everyPage(() => Promise.resolve({ items: ['a'], next: '' }))).toEqual(['a']);
  });
});

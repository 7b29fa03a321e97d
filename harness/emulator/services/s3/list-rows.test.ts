import { describe, expect, it } from 'vitest';
import { compareUtf8 } from '../../accounts/key-range.ts';
import { listRows } from './list-rows.ts';
import type { ListRequest } from './list-rows.ts';

const keys = ['a', 'b/1', 'b/2', 'b/2/x', 'c', 'd//', 'd/1', 'e'].sort(compareUtf8);

function* seek(from: string, exclusive: boolean): Generator<readonly [string, string]> {
  for (const key of keys) {
    const order = compareUtf8(key, from);
    if (exclusive ? order > 0 : order >= 0) yield [key, key];
  }
}

const list = (request: Partial<ListRequest>): { readonly names: readonly string[]; readonly truncated: boolean } => {
  const { items, truncated } = listRows({ prefix: '', delimiter: '', maxKeys: 1000, ...request }, seek);
  return { names: items.map((item) => (item.kind === 'row' ? item.key : item.prefix)), truncated };
};

describe('a page of a listing', () => {
  it('has all keys in byte order', () => {
    expect(list({})).toEqual({ names: keys, truncated: false });
  });

  it('shows what shares a prefix up to the delimiter once', () => {
    expect(list({ delimiter: '/' })).toEqual({ names: ['a', 'b/', 'c', 'd/', 'e'], truncated: false });
    expect(list({ delimiter: '/', prefix: 'b/' }).names).toEqual(['b/1', 'b/2', 'b/2/']);
    expect(list({ delimiter: '/', prefix: 'd/' }).names).toEqual(['d//', 'd/1']);
  });

  it('goes on after a key, and after a group', () => {
    expect(list({ after: 'b/1' }).names).toEqual(['b/2', 'b/2/x', 'c', 'd//', 'd/1', 'e']);
    expect(list({ delimiter: '/', after: 'b/' }).names).toEqual(['c', 'd/', 'e']);
    expect(list({ delimiter: '/', after: 'b/1' }).names).toEqual(['c', 'd/', 'e']);
    expect(list({ prefix: 'b/', after: 'a' }).names).toEqual(['b/1', 'b/2', 'b/2/x']);
    expect(list({ prefix: 'b/', after: 'z' }).names).toEqual([]);
  });

  it('says whether more follows, and nothing of it where no key is asked for', () => {
    expect(list({ maxKeys: 2, delimiter: '/' })).toEqual({ names: ['a', 'b/'], truncated: true });
    expect(list({ maxKeys: 5, delimiter: '/' })).toEqual({ names: ['a', 'b/', 'c', 'd/', 'e'], truncated: false });
    expect(list({ maxKeys: 0 })).toEqual({ names: [], truncated: false });
  });

  it.each([1, 2, 3, 4, 5])('cut every %i items misses and repeats nothing', (maxKeys) => {
    for (const delimiter of ['', '/', '1']) {
      const names: string[] = [];
      for (let after: string | undefined; ; after = names.at(-1)) {
        const page = list({ maxKeys, delimiter, ...(after === undefined ? {} : { after }) });
        names.push(...page.names);
        if (!page.truncated) break;
      }
      expect(names).toEqual(list({ delimiter }).names);
    }
  });
});

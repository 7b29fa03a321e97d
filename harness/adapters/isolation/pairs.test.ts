import { describe, expect, it } from 'vitest';
import { pairsOf } from './pairs.ts';

describe('the pairs that are tried', () => {
  it('are all, where they are few', () => {
    expect(pairsOf(['a', 'b'], [1, 2], 4)).toEqual([
      ['a', 1],
      ['a', 2],
      ['b', 1],
      ['b', 2],
    ]);
  });

  it('leave nobody and nothing out, where they are many', () => {
    const principals = ['a', 'b'];
    const targets = [1, 2, 3, 4, 5];
    const pairs = pairsOf(principals, targets, 6);
    expect(pairs.length).toBe(5);
    expect(new Set(pairs.map(([principal]) => principal))).toEqual(new Set(principals));
    expect(new Set(pairs.map(([, target]) => target))).toEqual(new Set(targets));
  });

  it.each([
    [[], [1]],
    [['a'], []],
  ])('are none where there is %j against %j', (principals, targets) => {
    expect(pairsOf(principals, targets, 0)).toEqual([]);
  });
});

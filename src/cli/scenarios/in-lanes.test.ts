import { describe, expect, it } from 'vitest';
import { inLanes } from './in-lanes.ts';

const none = (): boolean => false;

describe('work in lanes', () => {
  it('is answered in the order of the items, however long each took', async () => {
    const first = Promise.withResolvers<void>();
    const results = await inLanes([1, 2, 3], { lanes: 2, bound: none }, async (item) => {
      if (item === 1) await first.promise;
      if (item === 3) first.resolve();
      return item * 10;
    });
    expect(results).toEqual([10, 20, 30]);
  });

  it('is never more at once than there are lanes, and not fewer', async () => {
    const now = { running: 0, most: 0 };
    await inLanes([1, 2, 3, 4, 5], { lanes: 2, bound: none }, async () => {
      now.running += 1;
      now.most = Math.max(now.most, now.running);
      await Promise.resolve();
      now.running -= 1;
    });
    expect(now).toEqual({ running: 0, most: 2 });
  });

  it('begins nothing more once something threw, lets what runs end, and throws that', async () => {
    const begun: number[] = [];
    const done: number[] = [];
    const working = inLanes([1, 2, 3, 4], { lanes: 2, bound: none }, async (item) => {
      begun.push(item);
      if (item === 1) throw new Error('the first');
      await Promise.resolve();
      done.push(item);
    });
    await expect(working).rejects.toThrow('the first');
    expect({ begun, done }).toEqual({ begun: [1, 2], done: [2] });
  });

  it('that is bound goes through the first lane, before what is not', async () => {
    const went: string[] = [];
    const results = await inLanes(['a', 'B', 'c', 'D'], { lanes: 2, bound: (item) => item === item.toUpperCase() }, async (item, lane) => {
      went.push(`${item}${lane}`);
      await Promise.resolve();
      return item;
    });
    expect(results).toEqual(['a', 'B', 'c', 'D']);
    expect(went.filter((one) => /[BD]/.test(one))).toEqual(['B0', 'D0']);
    expect(went.indexOf('B0')).toBe(0);
  });
});

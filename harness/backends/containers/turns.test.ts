import { describe, expect, it } from 'vitest';
import { Turns } from './turns.ts';

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('turns', () => {
  it('lets as many in as there are places, and the others in the order of asking', async () => {
    const turns = new Turns(2);
    const entered: number[] = [];
    const leave = new Map<number, () => void>();
    for (const each of [1, 2, 3, 4])
      void turns.take().then((give) => {
        entered.push(each);
        leave.set(each, give);
      });
    await settled();
    expect(entered).toEqual([1, 2]);
    leave.get(2)?.();
    await settled();
    expect(entered).toEqual([1, 2, 3]);
    leave.get(1)?.();
    await settled();
    expect(entered).toEqual([1, 2, 3, 4]);
  });

  it('gives a place back once, however often it is told to', async () => {
    const turns = new Turns(1);
    const leave = await turns.take();
    leave();
    leave();
    await turns.take();
    const third = turns.take().then(() => 'in');
    await settled();
    expect(await Promise.race([third, Promise.resolve('waits')])).toBe('waits');
  });
});

import { describe, expect, it } from 'vitest';
import { listenInRange, portsOf } from './listen-in-range.ts';

const listening = (port: number) => Promise.resolve({ port, [Symbol.asyncDispose]: () => Promise.resolve() });
const taken = new Error('listen EADDRINUSE');

describe('a listener that has to be found again', () => {
  it('is at a port of the range', async () => {
    const range = { from: 20_000, below: 20_003 };
    const ports = await Promise.all(Array.from({ length: 200 }, async () => (await listenInRange(range, listening)).port));
    expect(new Set(ports)).toEqual(new Set([20_000, 20_001, 20_002]));
  });

  it('takes another port where one is taken', async () => {
    const free = 20_001;
    const { port } = await listenInRange({ from: 20_000, below: 20_002 }, (wanted) =>
      wanted === free ? listening(wanted) : Promise.reject(taken),
    );
    expect(port).toBe(free);
  });

  it('is an error after fifty ports that were taken', async () => {
    let asked = 0;
    const refuse = (): Promise<never> => {
      asked += 1;
      return Promise.reject(taken);
    };
    await expect(listenInRange(portsOf({ index: 0, of: 1 }), refuse)).rejects.toBe(taken);
    expect(asked).toBe(50);
  });
});

describe('a part of the ports', () => {
  it('is all of them where there is one', () => {
    expect(portsOf({ index: 0, of: 1 })).toEqual({ from: 20_000, below: 32_000 });
  });

  it('begins where the one before it ends', () => {
    const parts = [0, 1, 2, 3, 4, 5, 6].map((index) => portsOf({ index, of: 7 }));
    expect(parts.slice(1).map(({ from }) => from)).toEqual(parts.slice(0, -1).map(({ below }) => below));
    expect(parts.at(-1)?.below).toBeLessThanOrEqual(32_000);
  });

  it.each([
    { index: 2, of: 2 },
    { index: -1, of: 2 },
    { index: 0.5, of: 2 },
    { index: 0, of: 0 },
    { index: 0, of: 12_001 },
  ])('is refused as $index of $of', (share) => {
    expect(() => portsOf(share)).toThrow(`There is no part ${share.index} of ${share.of} of the ports`);
  });
});

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { WaitingLine } from './waiting-line.ts';

interface Target {
  readonly key: string;
}

const [first, second]: readonly [Target, Target] = [{ key: 'f/1' }, { key: 'f/2' }];
const longestWaitMs = 5_000;
const comes = (): boolean => true;
const comesNot = (): boolean => false;
const throttled = { code: 'TooManyRequestsException', httpStatus: 429 };

/** Asked for before it comes, so that no rejection goes unheard. */
function reasonOf(waiting: Promise<unknown>): Promise<unknown> {
  return waiting.then(
    () => 'nothing was wrong',
    (reason: unknown) => reason,
  );
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('the line for an environment', () => {
  it('hands what comes to who waits longest for the same, and to nobody else', async () => {
    const line = new WaitingLine<Target, string>();
    const [other, early, late] = [line.join(second, comesNot), line.join(first, comesNot), line.join(first, comesNot)];
    expect(line.handOn(first, { environment: 'a', isWarm: true })).toBe(true);
    expect(line.handOn(first, { environment: 'b', isWarm: false })).toBe(true);
    expect(line.handOn(first, { environment: 'c', isWarm: true })).toBe(false);
    expect(line.handOn(second, { environment: 'd', isWarm: true })).toBe(true);
    expect(await Promise.all([other, early, late])).toEqual([
      { environment: 'd', isWarm: true },
      { environment: 'a', isWarm: true },
      { environment: 'b', isWarm: false },
    ]);
  });

  it("sends away with AWS's 429 whoever nothing came for, who then takes nothing", async () => {
    const line = new WaitingLine<Target, string>();
    const waiting = reasonOf(line.join(first, comesNot));
    await vi.advanceTimersByTimeAsync(longestWaitMs);
    expect(await waiting).toMatchObject(throttled);
    expect(line.handOn(first, { environment: 'a', isWarm: true })).toBe(false);
  });

  it('lets nobody go for whom one is on its way, however long that takes', async () => {
    const line = new WaitingLine<Target, string>();
    const waiting = line.join(first, comes);
    await vi.advanceTimersByTimeAsync(3 * longestWaitMs);
    line.handOn(first, { environment: 'a', isWarm: false });
    expect(await waiting).toEqual({ environment: 'a', isWarm: false });
  });

  it('tells the first who runs the same why none comes, and lets the others wait', async () => {
    const line = new WaitingLine<Target, string>();
    const told = reasonOf(line.join(first, comesNot));
    const left = line.join(first, comesNot);
    line.disappoint(second, new Error('of another'));
    line.disappoint(first, new Error('no such role'));
    expect(await told).toEqual(new Error('no such role'));
    line.handOn(first, { environment: 'a', isWarm: true });
    expect((await left).environment).toBe('a');
  });

  it.each<readonly [string, readonly Target[], Readonly<Record<string, number>>, string | undefined]>([
    ['nobody', [], {}, undefined],
    ['the first', [first, second], {}, 'f/1'],
    ['the first for whom none is on its way', [first, second], { 'f/1': 1 }, 'f/2'],
    ['the second of a target of which one is on its way', [first, first], { 'f/1': 1 }, 'f/1'],
    ['nobody, where one is on its way for each', [first, second, first], { 'f/1': 2, 'f/2': 1 }, undefined],
  ])('starts one for %s', (_, targets, coming, key) => {
    const line = new WaitingLine<Target, string>();
    for (const target of targets) void line.join(target, comesNot);
    expect(line.nextToStart((target) => coming[target.key] ?? 0)?.key).toBe(key);
  });

  it('holds a thousand, and sends all away when it closes', async () => {
    const line = new WaitingLine<Target, string>();
    const waiting: Promise<unknown>[] = [];
    while (!line.isFull) waiting.push(line.join(first, comesNot));
    expect(waiting).toHaveLength(1_000);
    line.close();
    expect((await Promise.allSettled(waiting)).every(({ status }) => status === 'rejected')).toBe(true);
    expect(line.isFull).toBe(false);
  });
});

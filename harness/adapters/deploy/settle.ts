import { setTimeout as pause } from 'node:timers/promises';

/**
 * Asks until `settled` says so. Asking starts often and grows slower: an embedded stack is done in a moment, a containers one in seconds.
 * Throws after `limitMs` of wall clock.
 */
export async function settle<Value>(
  what: string,
  ask: () => Promise<Value>,
  settled: (value: Value) => boolean,
  limitMs: number,
): Promise<Value> {
  const deadline = performance.now() + limitMs;
  for (let waitMs = 15; ; waitMs = Math.min(waitMs * 1.4, 500)) {
    const value = await ask();
    if (settled(value)) return value;
    if (performance.now() > deadline) throw new Error(`${what} was not done after ${limitMs / 1000} s`);
    await pause(waitMs);
  }
}

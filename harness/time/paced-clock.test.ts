import { describe, expect, it } from 'vitest';
import { pacedClock } from './paced-clock.ts';

const start = Date.UTC(2026, 0, 1);

describe('a paced clock', () => {
  it.each([
    [1, 60_000, 60_000],
    [60, 60_000, 3_600_000],
  ])('at pace %i shows after %i ms of the wall that %i ms have passed', (pace, wallMs, pacedMs) => {
    const clock = pacedClock({ now: () => new Date(start + wallMs), pace, sinceMs: start });
    expect(clock.now().getTime() - start).toBe(pacedMs);
    expect(clock.wallMs(pacedMs)).toBe(wallMs);
  });

  it('wakes up as soon as the run is stopped', async () => {
    const clock = pacedClock({ now: () => new Date(start), pace: 1, sinceMs: start, signal: AbortSignal.abort() });
    await expect(clock.sleep(3_600_000)).rejects.toThrow(/abort/);
  });
});

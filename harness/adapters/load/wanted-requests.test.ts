import { expect, it } from 'vitest';
import { wantedRequests } from './wanted-requests.ts';

it.each([
  [{ ratePerSecond: 20, peakPerSecond: null, durationMs: 30_000 }, 600],
  [{ ratePerSecond: 20, peakPerSecond: 100, durationMs: 30_000 }, 1_400],
  [{ ratePerSecond: 1, peakPerSecond: 2, durationMs: 10_000 }, 13],
])('%o is %i requests', (wish, requests) => {
  expect(wantedRequests(wish)).toBe(requests);
});

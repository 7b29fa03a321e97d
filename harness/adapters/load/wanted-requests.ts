import type { LoadWish } from '../../../src/ports/load-runner.ts';

/** How many requests of a route a measurement is to send. A peak lasts for the middle third. */
export function wantedRequests({ ratePerSecond, peakPerSecond, durationMs }: Omit<LoadWish, 'name'>): number {
  const seconds = durationMs / 1000;
  return peakPerSecond === null ? ratePerSecond * seconds : Math.floor((ratePerSecond * seconds * 2) / 3 + (peakPerSecond * seconds) / 3);
}

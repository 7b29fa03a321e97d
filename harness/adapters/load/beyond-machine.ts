import type { LoadWish } from '../../../src/ports/load-runner.ts';

const mostPerCore = 2_000;

/**
 * Why k6 isn't even started: what it would hold ready for such a rate would take the machine down with it. A core of a fast machine makes some
 * thousands of requests a second, and has the functions and the database to run beside.
 */
export function beyondMachine(
  { ratePerSecond, peakPerSecond, routes }: Pick<LoadWish, 'ratePerSecond' | 'peakPerSecond'> & { readonly routes: number },
  cores: number,
): string | null {
  const asked = (peakPerSecond ?? ratePerSecond) * Math.max(1, routes);
  const most = cores * mostPerCore;
  if (asked <= most) return null;
  return `k6 was not started: ${asked} requests a second are more than ${cores} cores can make (${most}). Take a smaller scale.`;
}

import type { AskedLoad, ExpectedTraffic, LoadProfile } from '../model/load-profile.ts';
import type { Performance } from '../model/project.ts';

const once: LoadProfile = { kind: 'steady', times: 1 };

/**
 * What a profile asks of each route. The expected traffic is all routes', and is shared out evenly, as the script sends it; scaled down to what the
 * machine is to make of it. k6 sends whole requests a second, so at least one.
 */
export function askedLoad(
  { ratePerSecond, routes }: Pick<Performance, 'ratePerSecond' | 'routes'>,
  expected: ExpectedTraffic | null,
  profile: LoadProfile = once,
): AskedLoad {
  const { kind, times } = profile;
  const base = expected === null ? ratePerSecond : (expected.perSecond * expected.scale) / Math.max(1, routes.length);
  const whole = (rate: number): number => (expected === null && times === 1 ? rate : Math.max(1, Math.round(rate)));
  return kind === 'steady'
    ? { name: `${String(times)}x`, expected, ratePerSecond: whole(base * times), peakPerSecond: null }
    : { name: `spike-${String(times)}x`, expected, ratePerSecond: whole(base), peakPerSecond: whole(base * times) };
}

/** `3x of 1000/s at 2 %: 30/s for each route`; null where nothing but the project's own rate was asked for. */
export function loadInWords({ name, expected, ratePerSecond, peakPerSecond }: AskedLoad): string | null {
  if (expected === null && name === '1x') return null;
  const of = expected === null ? "the project's rate" : `${String(expected.perSecond)}/s at ${percent(expected.scale)}`;
  const peak = peakPerSecond === null ? '' : `, ${String(peakPerSecond)}/s at its height`;
  return `${name.replace('spike-', 'a spike of ')} of ${of}: ${String(ratePerSecond)}/s for each route${peak}`;
}

function percent(share: number): string {
  return `${String(Number((share * 100).toFixed(6)))} %`;
}

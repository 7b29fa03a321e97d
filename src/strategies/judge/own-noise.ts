import { percentileOf } from './percentile-of.ts';
import { seeded } from './seeded.ts';

const splits = 100;

/**
 * An A/A comparison of this machine with itself: one version's own requests are parted at random, as the candidate's share would part them,
 * again and again. How far the p99s of two parts lie apart in 19 of 20 partings; null where there is too little to part.
 */
export function ownNoise(latenciesMs: readonly number[], candidates: number, seed: number): number | null {
  const part = Math.min(candidates, Math.floor(latenciesMs.length / 2));
  if (part < 2) return null;
  const random = seeded(seed);
  const apart = Array.from({ length: splits }, () => {
    const mixed = shuffled(latenciesMs, random);
    const [few, rest] = [mixed.slice(0, part), mixed.slice(part)];
    return Math.abs(percentileOf(ascending(few), 99) - percentileOf(ascending(rest), 99));
  });
  return Math.round(percentileOf(ascending(apart), 95) * 1000) / 1000;
}

function ascending(values: readonly number[]): readonly number[] {
  return Float64Array.from(values).sort() as unknown as readonly number[];
}

function shuffled(values: readonly number[], random: () => number): readonly number[] {
  const mixed = [...values];
  for (let last = mixed.length - 1; last > 0; last -= 1) {
    const other = Math.floor(random() * (last + 1));
    [mixed[last], mixed[other]] = [mixed[other] ?? 0, mixed[last] ?? 0];
  }
  return mixed;
}

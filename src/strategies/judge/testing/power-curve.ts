import { type Effect, synthetic } from './synthetic-rollout.ts';

export interface PowerPoint {
  readonly effect: string;
  readonly series: number;
  /** Those that were called a breach, a share of 1. */
  readonly caught: number;
  /** Requests that the candidate had served when half of those that were caught were; 0 where none was. */
  readonly medianRequests: number;
}

/** How often the judge catches what, over so many seeded series each. */
export function powerPoint(name: string, effect: Effect, series: number, firstSeed: number): PowerPoint {
  const all = Array.from({ length: series }, (_, index) => synthetic(firstSeed + index, effect));
  const caught = all.filter((each) => each.atPercent !== null);
  const after = caught.map((each) => each.afterRequests).toSorted((left, right) => left - right);
  return { effect: name, series, caught: caught.length / series, medianRequests: after[Math.floor(after.length / 2)] ?? 0 };
}

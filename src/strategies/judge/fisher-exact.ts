import { logChoose } from './log-choose.ts';

export interface Share {
  readonly hits: number;
  readonly of: number;
}

/** Fisher's exact test, one-sided: the chance that the candidate has so many of all the hits or more, were both sides alike. */
export function fisherExact(candidate: Share, stable: Share): number {
  const hits = candidate.hits + stable.hits;
  const all = candidate.of + stable.of;
  const most = Math.min(hits, candidate.of);
  const whole = logChoose(all, hits);
  let sum = 0;
  for (let k = candidate.hits; k <= most; k += 1) {
    sum += Math.exp(logChoose(candidate.of, k) + logChoose(stable.of, hits - k) - whole);
  }
  return Math.min(1, sum);
}

import type { Sample } from './sample.ts';

export interface ErrorWindow {
  /** From the start of the first failed request to the end of the last one; 0 where none failed. */
  readonly userErrorWindowMs: number;
  readonly firstFailureAtMs: number | null;
}

/** What users saw, by wall clock. k6 stamps a request at its end, so its duration is taken off for the first one's start. */
export function errorWindow(samples: readonly Sample[]): ErrorWindow {
  const failed = samples.filter((sample) => sample.metric === 'http_req_failed' && sample.value > 0);
  if (failed.length === 0) return { userErrorWindowMs: 0, firstFailureAtMs: null };
  const ends = failed.map((sample) => sample.atMs);
  const first = Math.min(...ends);
  const duration = samples.find((sample) => sample.metric === 'http_req_duration' && sample.atMs === first)?.value ?? 0;
  return { userErrorWindowMs: Math.round(Math.max(...ends) - first + duration), firstFailureAtMs: Math.round(first - duration) };
}

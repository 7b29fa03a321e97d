import type { ServedRequest } from '../../ports/measurements.ts';

export interface TimelinePoint {
  /** The second, ISO 8601 UTC by the wall's clock. */
  readonly at: string;
  readonly candidate: TimelineSide;
  readonly stable: TimelineSide;
}

export interface TimelineSide {
  readonly requests: number;
  readonly errors: number;
  readonly p99Ms: number;
}

/** Second by second, what each side served. */
export function timeline(whole: readonly (ServedRequest & { readonly side: 'candidate' | 'stable' })[]): readonly TimelinePoint[] {
  const seconds = Map.groupBy(whole, ({ atMs }) => Math.floor(atMs / 1000));
  return [...seconds.keys()]
    .toSorted((left, right) => left - right)
    .map((second) => {
      const all = seconds.get(second) ?? [];
      const side = (name: 'candidate' | 'stable'): TimelineSide => summed(all.filter((each) => each.side === name));
      return { at: new Date(second * 1000).toISOString(), candidate: side('candidate'), stable: side('stable') };
    });
}

function summed(requests: readonly ServedRequest[]): TimelineSide {
  const sorted = requests.map((each) => each.latencyMs).toSorted((left, right) => left - right);
  return {
    requests: requests.length,
    errors: requests.filter((each) => each.failed).length,
    p99Ms: sorted[Math.max(0, Math.ceil(sorted.length * 0.99) - 1)] ?? 0,
  };
}

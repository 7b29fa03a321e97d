/** How many values lie above the former step and not above this one; `upToMs` null is everything above the last step. */
export interface Bucket {
  readonly upToMs: number | null;
  readonly count: number;
}

/** About three steps a doubling: fine enough to see two humps, few enough for a page. In milliseconds. */
const steps = [
  1, 2, 3, 5, 7, 10, 15, 20, 30, 50, 70, 100, 150, 200, 300, 500, 700, 1_000, 1_500, 2_000, 3_000, 5_000, 7_000, 10_000,
] as const;

/** The values sorted into fixed steps, so that two runs can be laid over each other. Empty steps at both ends are left out. */
export function distribution(values: readonly number[]): readonly Bucket[] {
  const ends: readonly (number | null)[] = [...steps, null];
  const buckets = ends.map((upToMs, index) => {
    const above = steps[index - 1] ?? Number.NEGATIVE_INFINITY;
    return { upToMs, count: values.filter((value) => value > above && (upToMs === null || value <= upToMs)).length };
  });
  const first = buckets.findIndex(({ count }) => count > 0);
  return first === -1 ? [] : buckets.slice(first, buckets.findLastIndex(({ count }) => count > 0) + 1);
}

/** Nearest rank: the smallest value that at least `percent` of all are not above. 0 of nothing. */
export function percentileOf(sorted: readonly number[], percent: number): number {
  return sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)] ?? 0;
}

/** What something took at a size. */
export interface Point {
  readonly size: number;
  readonly took: number;
}

export interface Growth {
  /** Least squares over all points: `fixed + each * size`. */
  readonly fixed: number;
  readonly each: number;
  /** The furthest that a point is off that line, as a share of the point. */
  readonly off: number;
  /** What one more costs between the last two sizes, as a multiple of what it costs between the two before: 1 is a line, more is worse. */
  readonly bend: number;
}

/** How something grows over at least three sizes, smallest first. @throws Error for fewer. */
export function growthOf(points: readonly Point[]): Growth {
  const [third, second, first] = points.toReversed();
  if (first === undefined || second === undefined || third === undefined)
    throw new Error('a line can only be told from a bend by three sizes');
  const mean = (of: (point: Point) => number): number => points.reduce((sum, point) => sum + of(point), 0) / points.length;
  const [size, took] = [mean((point) => point.size), mean((point) => point.took)];
  const each = mean((point) => (point.size - size) * (point.took - took)) / mean((point) => (point.size - size) ** 2);
  const fixed = took - each * size;
  const off = Math.max(...points.map((point) => Math.abs(fixed + each * point.size - point.took) / point.took));
  return { fixed, each, off, bend: slope(second, third) / slope(first, second) };
}

function slope(from: Point, to: Point): number {
  return (to.took - from.took) / (to.size - from.size);
}

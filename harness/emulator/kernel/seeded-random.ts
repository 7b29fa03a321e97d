/** Numbers in [0, 1) that follow from the seed alone (mulberry32): a run can be repeated. Of each `series` they are others. */
export function seededRandom(seed: number, series = 0): () => number {
  let state = (seed ^ Math.imul(series, 0x9e3779b1)) >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

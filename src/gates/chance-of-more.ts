/** How likely `broken` or more of `all` would break by chance, if each did so with `share`: the upper tail of the binomial distribution. */
export function chanceOfMore(broken: number, all: number, share: number): number {
  if (broken <= 0) return 1;
  if (share <= 0) return 0;
  if (share >= 1) return 1;
  let logTerm = all * Math.log1p(-share);
  let below = 0;
  for (let k = 0; k < broken; k += 1) {
    below += Math.exp(logTerm);
    logTerm += Math.log((all - k) / (k + 1)) + Math.log(share) - Math.log1p(-share);
  }
  // Where little is left above, what is below rounds to 1: the first terms above say it better.
  if (below < 0.999999) return 1 - below;
  let above = 0;
  for (let k = broken; k <= all; k += 1) {
    const term = Math.exp(logTerm);
    above += term;
    if (term < above * 1e-12) break;
    logTerm += Math.log((all - k) / (k + 1)) + Math.log(share) - Math.log1p(-share);
  }
  return Math.min(1, above);
}

import { logChoose } from './log-choose.ts';

/** The chance of `atLeast` or more of `n` where each comes with the chance `p`: exact. */
export function binomialTail(atLeast: number, n: number, p: number): number {
  if (atLeast <= 0) return 1;
  if (atLeast > n || p <= 0) return 0;
  if (p >= 1) return 1;
  let sum = 0;
  for (let k = atLeast; k <= n; k += 1) {
    const term = Math.exp(logChoose(n, k) + k * Math.log(p) + (n - k) * Math.log1p(-p));
    sum += term;
    // Behind the hump every further term is smaller.
    if (k > n * p && term < sum * 1e-15) break;
  }
  return Math.min(1, sum);
}

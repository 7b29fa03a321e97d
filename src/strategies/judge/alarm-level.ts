/** The chance that a whole rollout of a candidate that is no worse is called a breach, at most: the steps, looks and comparisons share it. */
export const falseAlarms = 0.01;

/** A look each time that the candidate has served half as much again. */
const growth = 1.5;
const firstLookAt = 4;

/** How many requests the candidate has served when it is looked at for the `looks + 1`th time. */
export function nextLookAt(looks: number): number {
  return Math.ceil(firstLookAt * growth ** looks);
}

/** How many looks there are until the candidate has served so many requests, the last one among them. */
export function looksUntil(requests: number): number {
  let looks = 0;
  while (nextLookAt(looks) < requests) looks += 1;
  return looks + 1;
}

/**
 * What a comparison's p-value has to be below. Bonferroni over steps and comparisons; of a step's part the k-th look takes 1/(k(k+1)),
 * which sums up to no more than all of it however often one looks.
 */
export function alarmLevel(steps: number, comparisons: number, looks: number): number {
  return falseAlarms / Math.max(1, steps) / Math.max(1, comparisons) / ((looks + 1) * (looks + 2));
}

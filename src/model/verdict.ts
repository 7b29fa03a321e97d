/**
 * What a gate says. `inconclusive` is a gate that saw no data, no tool or too few samples: it blocks like `failed`.
 * `waived` is what the record shows of a failed or inconclusive gate under a waiver; no gate answers it by itself.
 */
export const verdicts = ['passed', 'failed', 'inconclusive', 'waiting', 'waived'] as const;
export type Verdict = (typeof verdicts)[number];

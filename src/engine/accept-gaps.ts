import type { Verdict } from '../model/verdict.ts';
import type { GateResult } from '../ports/gate.ts';

/** What the backend is known not to have and its profile takes as it is, by name. */
export interface AcceptedGaps {
  /** `containers`. */
  readonly backend: string;
  readonly accepted: readonly string[];
}

export type JudgedResult = Omit<GateResult, 'verdict'> & { readonly verdict: Verdict };

/**
 * A gate that could not judge for want of something that the backend's profile accepts as missing holds nobody up. It is shown as waived, with
 * what is missing, and never as passed; one that saw something wrong stays failed.
 */
export function acceptGaps(result: GateResult, { backend, accepted }: AcceptedGaps): JudgedResult {
  const { verdict, reason, facts } = result;
  const lacking = facts.lacking ?? [];
  if (verdict !== 'inconclusive' || lacking.length === 0 || !lacking.every((each) => accepted.includes(each))) return result;
  return { ...result, verdict: 'waived', reason: `${reason} The ${backend} profile accepts that ${lacking.join(', ')} is missing there.` };
}

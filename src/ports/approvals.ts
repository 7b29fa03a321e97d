import type { Approval } from '../model/approval.ts';
import type { Digest } from '../model/digest.ts';

/** Where people's consents are found. */
export interface Approvals {
  /** All that were given for this stage, whatever they are bound to: the gate judges them. */
  given(environment: string, release: Digest, plan: Digest): Promise<readonly Approval[]>;
  /** The command that a person types to give one. */
  howTo(environment: string): string;
}

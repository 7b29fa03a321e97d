import type { Approval } from '../model/approval.ts';
import { approverFault, approving, type ApproverTerms } from '../model/approver.ts';
import type { Digest } from '../model/digest.ts';

export interface ApprovalTerms extends ApproverTerms {
  readonly release: Digest;
  readonly plan: Digest;
  readonly howTo: string;
}

/** Why a person's consent doesn't count here; null where it does. */
export function approvalFault(approval: Approval, terms: ApprovalTerms): string | null {
  return approverFault(approval, terms, approving);
}

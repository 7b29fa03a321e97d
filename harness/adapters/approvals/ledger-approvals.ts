import type { Approval } from '../../../src/model/approval.ts';
import type { Digest } from '../../../src/model/digest.ts';
import type { Approvals } from '../../../src/ports/approvals.ts';
import type { EvidenceStore } from '../../../src/ports/evidence-store.ts';

/** What people approved by command, as the signed ledger holds it, and after it whoever `--approve-as` stands in for. */
export class LedgerApprovals implements Approvals {
  readonly #evidence: Pick<EvidenceStore, 'entries'>;
  readonly #simulated: Approvals;

  constructor(evidence: Pick<EvidenceStore, 'entries'>, simulated: Approvals) {
    this.#evidence = evidence;
    this.#simulated = simulated;
  }

  async given(environment: string, release: Digest, plan: Digest): Promise<readonly Approval[]> {
    const typed = this.#evidence
      .entries()
      .flatMap(({ happening }) =>
        happening.kind === 'approval-given' && happening.environment === environment ? [happening.approval] : [],
      );
    return [...typed, ...(await this.#simulated.given(environment, release, plan))];
  }

  howTo(environment: string): string {
    return this.#simulated.howTo(environment);
  }
}

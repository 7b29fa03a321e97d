import { releaseIn, stageIn } from '../engine/run-state.ts';
import { redStep } from '../engine/stage-state.ts';
import type { Approval } from '../model/approval.ts';
import { approverFault, approving, personNamed, roleOf } from '../model/approver.ts';
import { openLedger, stageNamed } from './open-ledger.ts';
import { usageError } from './usage-error.ts';

export interface ApprovalWish {
  readonly out: string;
  readonly environment: string;
  readonly as: string;
}

export type Given<What> =
  | { readonly kind: 'given'; readonly what: What }
  /** The person may not. One sentence. */
  | { readonly kind: 'refused'; readonly reason: string };

/** A person's consent to the release and the plan that wait in an environment. Throws ConfigError where nothing waits there. */
export async function giveApproval({ out, environment, as }: ApprovalWish): Promise<Given<Approval>> {
  using ledger = await openLedger(out);
  const { project, topology, state, clock } = ledger;
  stageNamed(topology, environment);
  const waits = redStep(stageIn(state, environment));
  const release = releaseIn(state);
  if (waits?.name !== 'approval' || waits.facts.plan === undefined || release === null) {
    const hint = `A run waits at its approval gate: bring the release there with rehearse promote ${environment}.`;
    throw usageError(environment, 'nothing waits for an approval here', hint);
  }
  const roles = project.approvals[environment]?.roles ?? [];
  const role = roleOf(project.people, as, roles);
  const authors = state.started?.authors ?? [];
  const fault = approverFault({ by: as, role }, { environment, roles, authors, people: project.people }, approving);
  if (fault !== null) return { kind: 'refused', reason: fault };
  const at = clock.now().toISOString();
  const by = personNamed(project.people, as)?.name ?? as;
  const approval: Approval = { by, role, at, release: release.id, plan: waits.facts.plan, simulated: false };
  await ledger.write({ kind: 'approval-given', at, environment, approval });
  return { kind: 'given', what: approval };
}

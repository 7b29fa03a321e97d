import { nearest } from '../config/nearest.ts';
import { approverFault, personNamed, roleOf, waiving } from '../model/approver.ts';
import { type GateName, gateNames } from '../model/gate-name.ts';
import { neverWaived, type Waiver } from '../model/waiver.ts';
import type { Given } from './give-approval.ts';
import { openLedger, stageNamed } from './open-ledger.ts';
import { usageError } from './usage-error.ts';

export interface WaiverWish {
  readonly out: string;
  readonly gate: string;
  readonly environment: string;
  readonly as: string;
  readonly reason: string;
  readonly reference: string;
  /** Ms from now, or an instant. */
  readonly expires: { readonly kind: 'after'; readonly forMs: number } | { readonly kind: 'at'; readonly at: Date };
}

/** An exception to one gate of the release that is rehearsed in `out`. Throws ConfigError where there is no such gate. */
export async function giveWaiver(wish: WaiverWish): Promise<Given<Waiver>> {
  const gate = gateNamed(wish.gate);
  const never = neverWaived[gate];
  if (never !== undefined) return { kind: 'refused', reason: `${gate} can't be waived, for ${never}.` };
  using ledger = await openLedger(wish.out);
  const { project, topology, state, settings, clock } = ledger;
  const { environment } = wish;
  if (!stageNamed(topology, environment).steps.some((step) => step.kind === 'gate' && step.gate === gate)) {
    throw usageError(environment, `there is no ${gate} gate here`, `rehearse plan shows the gates of each environment.`);
  }
  const roles = project.approvals[environment]?.roles ?? [];
  if (roles.length === 0) {
    return { kind: 'refused', reason: `Nobody may waive for ${environment}: name roles under approvals.${environment} in rehearsal.yaml.` };
  }
  const role = roleOf(project.people, wish.as, roles);
  const authors = state.started?.authors ?? [];
  const fault = approverFault({ by: wish.as, role }, { environment, roles, authors, people: project.people }, waiving);
  if (fault !== null) return { kind: 'refused', reason: fault };
  const now = clock.now();
  const expires = wish.expires.kind === 'at' ? wish.expires.at : new Date(now.getTime() + wish.expires.forMs);
  if (expires <= now) return { kind: 'refused', reason: `A waiver that expires at ${expires.toISOString()} has expired already.` };
  const at = now.toISOString();
  const { reason, reference } = wish;
  const by = personNamed(project.people, wish.as)?.name ?? wish.as;
  const waiver: Waiver = { gate, environment, version: settings.version, by, role, reason, reference, at, expires: expires.toISOString() };
  await ledger.write({ kind: 'waiver-given', at, environment, waiver });
  return { kind: 'given', what: waiver };
}

function gateNamed(name: string): GateName {
  const gate = gateNames.find((each) => each === name);
  if (gate !== undefined) return gate;
  const near = nearest(name, gateNames);
  throw usageError('gate', `there is no gate "${name}"`, near === null ? `There are: ${gateNames.join(', ')}.` : `Did you mean "${near}"?`);
}

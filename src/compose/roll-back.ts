import { rollBackByHand, type RollbackResult } from '../engine/roll-back-by-hand.ts';
import { finishEvidence } from '../evidence/finish-evidence.ts';
import { roleOf, personNamed } from '../model/approver.ts';
import type { Project } from '../model/project.ts';
import type { RehearsalOptions } from '../rehearsal-options.ts';
import { renderDocuments } from '../report/render-documents.ts';
import { strategies } from '../strategies/index.ts';
import { goingOn } from './going-on.ts';
import { stageNamed } from './open-ledger.ts';
import { openRehearsal } from './open-rehearsal.ts';
import { portsOf } from './ports-of.ts';

export interface RollBackWish extends Pick<RehearsalOptions, 'out' | 'cacheDir' | 'progress' | 'signal'> {
  readonly environment: string;
  /** A tag, a commit or a release's id; null for what was live before. */
  readonly to: string | null;
  readonly as: string;
}

/** Gives an environment of a world that is up back to a release that was live there. Throws ConfigError. */
export async function rollBack(wish: RollBackWish): Promise<RollbackResult> {
  const { options } = await goingOn(wish.out);
  const { environment, to, as, ...rest } = wish;
  const all: RehearsalOptions = { ...rest, ...options };
  await using opened = await openRehearsal(all);
  const { topology, project, evidence, signer } = opened;
  stageNamed(topology, environment);
  const fault = operatorFault(project, environment, as);
  if (fault !== null) return { kind: 'refused', reason: fault };
  const role = roleOf(project.people, as, project.approvals[environment]?.roles ?? []);
  const by = `${personNamed(project.people, as)?.name ?? as}, ${role}`;
  const result = await rollBackByHand({ topology, ports: portsOf(opened, all), strategies }, { environment, to, by });
  evidence.close();
  if (result.kind === 'rolled-back' || result.kind === 'failed')
    finishEvidence({ out: wish.out, signer, store: evidence, documents: renderDocuments });
  return result;
}

/**
 * Why a person may not change what is live in an environment; null where they may. Where roles approve it takes one of them. An author may:
 * what they bring back or switch was let in by somebody else.
 */
export function operatorFault({ people, approvals }: Project, environment: string, as: string): string | null {
  const person = personNamed(people, as);
  if (person === undefined) return `${as} is not among people in rehearsal.yaml.`;
  const roles = approvals[environment]?.roles ?? [];
  if (roles.length === 0 || person.roles.some((role) => roles.includes(role))) return null;
  return `${person.name} is ${person.roles.join(' and ')}, but for ${environment} it takes ${roles.join(' or ')}.`;
}

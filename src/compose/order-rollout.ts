import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { openSource, OrderFiles } from '../../harness/index.ts';
import { stageIn, stateOf } from '../engine/run-state.ts';
import { readEvidence } from '../evidence/read-evidence.ts';
import { personNamed, roleOf } from '../model/approver.ts';
import type { RolloutOrder } from '../ports/rollout-orders.ts';
import { stageNamed } from './open-ledger.ts';
import { readProject } from './read-project.ts';
import { readTopology } from './read-topology.ts';
import { operatorFault } from './roll-back.ts';
import { readSettings } from './settings-of-run.ts';
import { usageError } from './usage-error.ts';

export interface OrderWish {
  readonly out: string;
  readonly environment: string;
  readonly order: RolloutOrder;
  readonly as: string;
}

export type OrderResult =
  /** The run that is under way looks for it several times a second; one that was killed follows it when it is resumed. */
  | { readonly kind: 'given'; readonly order: RolloutOrder; readonly environment: string; readonly step: string; readonly by: string }
  | { readonly kind: 'refused'; readonly reason: string };

/** Tells a rollout that is under way, in another process, what a person wants of it. Throws ConfigError where there is no run. */
export async function orderRollout({ out, environment, order, as }: OrderWish): Promise<OrderResult> {
  const stateDir = join(out, 'state');
  if (!existsSync(join(stateDir, 'run.json')))
    throw usageError(out, 'there is no run here', 'Start one with: rehearse run (or name its folder with --out).');
  const settings = await readSettings(stateDir);
  const source = await openSource({ kind: 'folder', path: out, workingTree: false }, stateDir, settings.commit);
  const project = await readProject(source, settings.commit);
  const { topology } = await readTopology(settings.topology, source, settings.commit, project);
  stageNamed(topology, environment);
  const fault = operatorFault(project, environment, as);
  if (fault !== null) return { kind: 'refused', reason: fault };
  const state = stateOf(readEvidence(out).entries.map((entry) => entry.happening));
  const last = stageIn(state, environment).rollout.findLast((each) => each.kind === 'rollout-step');
  if (last === undefined) {
    return { kind: 'refused', reason: `No rollout is under way in ${environment}: this is for one whose steps still last.` };
  }
  const role = roleOf(project.people, as, project.approvals[environment]?.roles ?? []);
  const by = `${personNamed(project.people, as)?.name ?? as}, ${role}`;
  new OrderFiles(stateDir).give(environment, { order, by, at: new Date().toISOString() });
  return { kind: 'given', order, environment, step: last.name, by };
}

import type { RunStarted } from '../model/evidence.ts';
import type { Stage, Topology } from '../model/topology.ts';

/** Which part of the path is asked for; both ends belong to it. */
export interface Limits {
  readonly from?: string;
  readonly to?: string;
}

/** What is wrong with limits that a person gave; null where nothing is. */
export function limitsFault(topology: Topology, { from, to }: Limits): string | null {
  const known = topology.stages.map((stage) => stage.environment);
  const unknown = [from, to].find((environment) => environment !== undefined && !known.includes(environment));
  if (unknown !== undefined) return `${unknown} is no environment of ${topology.name}: choose one of ${known.join(', ')}.`;
  if (from === undefined || to === undefined || known.indexOf(from) <= known.indexOf(to)) return null;
  return `${to} comes before ${from} on the path of ${topology.name}: turn them round.`;
}

/** The stages asked for, in promotion order. Throws on limits that have a fault. */
export function stagesOf(topology: Topology, limits: Limits): readonly Stage[] {
  const fault = limitsFault(topology, limits);
  if (fault !== null) throw new Error(fault);
  const { from, to } = limits;
  const first = from === undefined ? 0 : indexOf(topology, from);
  const last = to === undefined ? topology.stages.length : indexOf(topology, to) + 1;
  return topology.stages.slice(first, last);
}

function indexOf(topology: Topology, environment: string): number {
  return topology.stages.findIndex((stage) => stage.environment === environment);
}

/** The stage that must have passed a release before this one takes it; null for the first. */
export function upstreamOf(topology: Topology, stage: Stage): Stage | null {
  return topology.stages[indexOf(topology, stage.environment) - 1] ?? null;
}

/** What sets a stage off: a commit by hand, a branch (of a hotfix its own), a tag. */
export function triggerOf(
  stage: Stage,
  run: Pick<RunStarted, 'commit' | 'version' | 'candidate' | 'hotfix'>,
): RunStarted['path'][number]['trigger'] {
  const { trigger } = stage;
  switch (trigger.kind) {
    case 'manual':
      return { kind: 'manual', ref: run.commit };
    case 'merge':
      return { kind: 'merge', ref: run.hotfix ?? trigger.branch };
    case 'tag':
      return { kind: 'tag', ref: trigger.tag === 'candidate' ? run.candidate : run.version };
  }
}

/** Every stage of the path, asked for or not. */
export function pathOf(topology: Topology, run: Pick<RunStarted, 'commit' | 'version' | 'candidate' | 'hotfix'>): RunStarted['path'] {
  return topology.stages.map((stage) => ({
    environment: stage.environment,
    account: stage.account,
    trigger: triggerOf(stage, run),
  }));
}

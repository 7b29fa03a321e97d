import type { GateName } from '../model/gate-name.ts';
import type { GateStep, Stage } from '../model/topology.ts';

/** Of an environment's gates, those that put a release there and look whether it stands: a preview goes through them, in the same order. */
const wanted: readonly GateName[] = ['build', 'migrations-validate', 'migrate', 'deploy', 'isolation', 'smoke'];
/** Where that environment has none. */
const unasked = { kind: 'gate', thresholds: {}, onFailure: 'stop', underTraffic: false } as const;

/** A stage that is no part of the path, and has gates alone. */
export interface PreviewStage extends Omit<Stage, 'steps'> {
  readonly steps: readonly GateStep[];
}

export interface PreviewPlace {
  readonly name: string;
  readonly account: string;
  readonly regions: readonly string[];
}

/**
 * A stage for a branch beside the path: the environment that it is made from, under another name and in another account. Everything goes over at
 * once, since nobody uses what was there before. Null where nothing is deployed in that environment.
 */
export function previewStage(from: Stage, { name, account, regions }: PreviewPlace): PreviewStage | null {
  const own = gatesOf(from);
  if (!own.some(({ gate }) => gate === 'deploy')) return null;
  const build = own.filter(({ gate }) => gate === 'build');
  const rest = own.filter(({ gate }) => gate !== 'build');
  const isolation = own.some(({ gate }) => gate === 'isolation') ? [] : [{ ...unasked, gate: 'isolation' as const }];
  const steps = [...(build.length > 0 ? build : [{ ...unasked, gate: 'build' as const }]), ...rest, ...isolation];
  return {
    ...from,
    environment: name,
    account,
    regions,
    steps,
    startsAt: 'empty',
    strategy: { kind: 'all-at-once' },
    slos: null,
    checklist: [],
    alerts: [],
  };
}

/** Once each, and none that looks at another environment. */
function gatesOf({ steps }: Stage): readonly GateStep[] {
  const gates = steps.filter((step): step is GateStep => step.kind === 'gate' && step.against === undefined && wanted.includes(step.gate));
  return gates.filter((step, index) => gates.findIndex(({ gate }) => gate === step.gate) === index);
}

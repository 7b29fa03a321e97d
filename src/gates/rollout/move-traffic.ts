import { type DeployedFunction, isSameFunction } from '../../model/deployment.ts';
import type { Digest } from '../../model/digest.ts';
import type { RolloutRecord } from '../../model/rollout-record.ts';
import type { StageStrategy } from '../../model/rollout-strategy.ts';
import type { GateResult, GateSubject } from '../../ports/gate.ts';
import type { Ports } from '../../ports/ports.ts';
import { inconclusive, result } from '../result.ts';
import { judgedRollout } from './judged-rollout.ts';
import { planRollout } from './plan-rollout.ts';
import { type Rollout, type RolloutEnd, runRollout } from './run-rollout.ts';
import { smokeGreen } from './smoke-green.ts';
import { timeline } from './timeline.ts';

export interface TrafficMoved {
  readonly rollout: RolloutRecord;
  readonly stopped: RolloutEnd['stopped'];
  readonly evidence: readonly Digest[];
  /** What there is to say of it where all went well, with a space before; '' where there is nothing. */
  readonly well: string;
}

type MovingPorts = Pick<Ports, 'checks' | 'clock' | 'paced' | 'router' | 'measurements' | 'orders' | 'evidence'>;

/** Gets live traffic from what was live before to what was deployed, as the stage's strategy says, under its judge's eyes. */
export async function moveTraffic(
  subject: GateSubject,
  ports: MovingPorts,
  to: readonly DeployedFunction[],
): Promise<TrafficMoved | { readonly refused: GateResult }> {
  const { strategy, stage, liveBefore: previous } = subject;
  const { environment } = stage;
  const { router } = ports;
  const steps = strategy.steps({ environment, to, previous, router });
  const base = { environment, strategy, router: router.kindIn(environment), steps, journal: subject.rollout };
  const plan = planRollout(stage.strategy, strategy, subject.project, subject.judge);
  if (plan.kind !== 'judged' || stage.strategy.kind === 'all-at-once' || !changes(to, previous)) {
    return moved(stage.strategy, { ...base, judged: null }, await runRollout({ ...base, judged: null }, ports.clock), ports, []);
  }
  const judged = await judgedRollout(subject, stage.strategy, ports, to, plan.neededRequests);
  if ('missing' in judged) {
    // Named as a gap of the backend it could be accepted, and a release pass that got no traffic.
    return { refused: result(inconclusive(`The rollout can't be judged: ${judged.missing}. No traffic was moved.`)) };
  }
  const smoked = await smokeGreen(subject, ports, to);
  if (smoked !== null && smoked.verdict !== 'passed') {
    return { refused: { ...smoked, reason: `Smoke on the new versions, before any traffic: ${smoked.reason} No traffic was moved.` } };
  }
  const rollout: Rollout = { ...base, judged };
  const end = await runRollout(rollout, ports.clock);
  const text = JSON.stringify({ environment, points: timeline(judged.baking.watch.whole) });
  const kept = await ports.evidence.keep(`${environment}-rollout.json`, text);
  const evidence = [...(smoked?.evidence ?? []), kept];
  const all = moved(stage.strategy, rollout, end, ports, evidence);
  return smoked === null ? all : { ...all, well: `${all.well} Before any traffic: ${smoked.reason}` };
}

function moved(
  stage: StageStrategy,
  { strategy, router, judged }: Rollout,
  { steps, stopped }: RolloutEnd,
  { paced }: Pick<Ports, 'paced'>,
  evidence: readonly Digest[],
): TrafficMoved {
  const after = (ms: number): string => new Date(paced.now().getTime() + ms).toISOString();
  const standsBy = stage.kind === 'blue-green' && stopped === null && judged !== null;
  const standby = standsBy ? { standby: { fallbackUntil: after(stage.fallbackMs), until: after(stage.standbyMs) } } : {};
  const rollout = { strategy: strategy.name, ...(judged === null ? {} : { router }), steps, ...standby };
  const last = steps.findLast((step) => step.judgement !== undefined)?.judgement;
  const well =
    last === undefined || stopped !== null
      ? ''
      : ` Traffic went over in ${String(steps.length)} steps; at the last that was judged, ${last.reason}.`;
  return { rollout, stopped, evidence, well };
}

/** Without another version of anything, or with nothing live before, there are no two sides. */
function changes(to: readonly DeployedFunction[], previous: readonly DeployedFunction[]): boolean {
  return to.some((each) => {
    const before = previous.find((one) => isSameFunction(one, each));
    return before !== undefined && before.version !== each.version;
  });
}

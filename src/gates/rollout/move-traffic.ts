import { type DeployedFunction, isSameFunction } from '../../model/deployment.ts';
import type { Digest } from '../../model/digest.ts';
import type { RolloutRecord } from '../../model/rollout-record.ts';
import type { StageStrategy } from '../../model/rollout-strategy.ts';
import type { GateResult, GateSubject } from '../../ports/gate.ts';
import type { Ports } from '../../ports/ports.ts';
import { inconclusive, result } from '../result.ts';
import { askHook } from './ask-hook.ts';
import { beforeTraffic } from './before-traffic.ts';
import { judgedRollout, type JudgedRollout, type NotJudged } from './judged-rollout.ts';
import { planRollout } from './plan-rollout.ts';
import { type Rollout, type RolloutEnd, runRollout } from './run-rollout.ts';
import { timeline } from './timeline.ts';

export interface TrafficMoved {
  readonly rollout: RolloutRecord;
  readonly stopped: RolloutEnd['stopped'];
  readonly evidence: readonly Digest[];
  /** What there is to say of it where all went well, with a space before; '' where there is nothing. */
  readonly well: string;
}

type MovingPorts = Pick<Ports, 'checks' | 'clock' | 'hooks' | 'paced' | 'router' | 'measurements' | 'orders' | 'evidence'>;

/** Gets live traffic from what was live before to what was deployed, as the stage's strategy says, under its judge's eyes. */
export async function moveTraffic(
  subject: GateSubject,
  ports: MovingPorts,
  to: readonly DeployedFunction[],
): Promise<TrafficMoved | { readonly refused: GateResult }> {
  const { strategy, stage, liveBefore: previous } = subject;
  const { environment } = stage;
  const { router } = ports;
  const twoSided = changes(to, previous);
  const judged = twoSided ? await judgedAs(subject, ports, to) : null;
  if (judged !== null && 'missing' in judged) {
    // Named as a gap of the backend it could be accepted, and a release pass that got no traffic.
    return { refused: result(inconclusive(`The rollout can't be judged: ${judged.missing}. No traffic was moved.`)) };
  }
  const before = twoSided ? await beforeTraffic(subject, ports, { to, inSteps: judged !== null }) : [];
  if ('refused' in before) return before;
  const steps = strategy.steps({ environment, to, previous, router });
  const rollout: Rollout = { environment, strategy, router: router.kindIn(environment), steps, journal: subject.rollout, judged };
  const end = await runRollout(rollout, ports.clock);
  const after = twoSided && end.stopped === null ? await askHook(subject, ports, 'AfterAllowTraffic') : null;
  const asked = after === null ? before : [...before, after];
  const seen = judged === null ? [] : [await keptTimeline(environment, judged, ports)];
  const evidence = [...asked.flatMap((each) => each.evidence), ...seen];
  return moved(stage.strategy, rollout, { ...end, stopped: end.stopped ?? stoppedBy(after) }, ports, { evidence, asked });
}

/** Null where nobody judges the steps. */
async function judgedAs(
  subject: GateSubject,
  ports: MovingPorts,
  to: readonly DeployedFunction[],
): Promise<JudgedRollout | NotJudged | null> {
  const { stage, strategy, project, judge } = subject;
  const plan = planRollout(stage.strategy, strategy, project, judge);
  if (plan.kind !== 'judged' || stage.strategy.kind === 'all-at-once') return null;
  return await judgedRollout(subject, stage.strategy, ports, to, plan.neededRequests);
}

function stoppedBy(hook: GateResult | null): RolloutEnd['stopped'] {
  if (hook === null || hook.verdict === 'passed') return null;
  return { verdict: hook.verdict === 'failed' ? 'failed' : 'inconclusive', reason: `its end: ${hook.reason}` };
}

async function keptTimeline(environment: string, { baking }: JudgedRollout, { evidence }: Pick<Ports, 'evidence'>): Promise<Digest> {
  return await evidence.keep(`${environment}-rollout.json`, JSON.stringify({ environment, points: timeline(baking.watch.whole) }));
}

function moved(
  stage: StageStrategy,
  { strategy, router, judged }: Rollout,
  { steps, stopped }: RolloutEnd,
  { paced }: Pick<Ports, 'paced'>,
  { evidence, asked }: { readonly evidence: readonly Digest[]; readonly asked: readonly GateResult[] },
): TrafficMoved {
  const after = (ms: number): string => new Date(paced.now().getTime() + ms).toISOString();
  const standsBy = stage.kind === 'blue-green' && stopped === null && judged !== null;
  const standby = standsBy ? { standby: { fallbackUntil: after(stage.fallbackMs), until: after(stage.standbyMs) } } : {};
  const rollout = { strategy: strategy.name, ...(judged === null ? {} : { router }), steps, ...standby };
  const last = steps.findLast((step) => step.judgement !== undefined)?.judgement;
  const over =
    last === undefined ? [] : [`Traffic went over in ${String(steps.length)} steps; at the last that was judged, ${last.reason}.`];
  const words = stopped === null ? [...over, ...asked.map(({ reason }) => reason)] : [];
  return { rollout, stopped, evidence, well: words.map((each) => ` ${each}`).join('') };
}

/** Without another version of anything, or with nothing live before, there are no two sides. */
function changes(to: readonly DeployedFunction[], previous: readonly DeployedFunction[]): boolean {
  return to.some((each) => {
    const before = previous.find((one) => isSameFunction(one, each));
    return before !== undefined && before.version !== each.version;
  });
}

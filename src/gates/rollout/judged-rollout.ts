import type { DeployedFunction } from '../../model/deployment.ts';
import type { StageStrategy } from '../../model/rollout-strategy.ts';
import type { GateSubject } from '../../ports/gate.ts';
import type { Ports } from '../../ports/ports.ts';
import type { Baking } from './bake.ts';
import { OrderBook } from './order-book.ts';
import { RolloutWatch } from './rollout-watch.ts';
import { routeLimits } from './route-limits.ts';

export interface JudgedRollout {
  readonly neededRequests: readonly number[];
  readonly baking: Baking;
}

/** What is wanting for a judgement, a clause. */
export interface NotJudged {
  readonly missing: string;
}

/** Everything that a rollout's steps are judged with. */
export async function judgedRollout(
  { stage, project, judge, rollout, traffic, strategy, seed, liveBefore: previous }: GateSubject,
  { judgedBy }: Exclude<StageStrategy, { readonly kind: 'all-at-once' }>,
  { clock, paced, measurements, orders }: Pick<Ports, 'clock' | 'paced' | 'measurements' | 'orders'>,
  to: readonly DeployedFunction[],
  neededRequests: readonly number[],
): Promise<JudgedRollout | NotJudged> {
  if (traffic === null) return { missing: "no users' traffic flows: give the deploy gate underTraffic in the topology" };
  const meter = await measurements.meter(stage.environment);
  if (meter.kind === 'missing') return { missing: meter.reason };
  const routes = routeLimits(project, judgedBy);
  const book = new OrderBook(stage.environment, orders, rollout, clock);
  await book.forgetFormer();
  const baking: Baking = {
    watch: new RolloutWatch(meter, traffic, { to, previous }),
    judge,
    orders: book,
    clock,
    paced,
    routes,
    judgedBy,
    alarms: stage.alarms,
    steps: strategy.shifts.filter((shift) => shift.bakeMs > 0).length,
    ratePerSecond: (project.performance?.ratePerSecond ?? 0) * routes.length,
    seed,
  };
  return { neededRequests, baking };
}

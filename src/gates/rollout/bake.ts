import type { StepJudgement } from '../../model/rollout-record.ts';
import type { TemplateAlarm } from '../../model/template-alarm.ts';
import type { JudgedBy } from '../../model/rollout-strategy.ts';
import type { Clock } from '../../ports/clock.ts';
import type { PacedClock } from '../../ports/paced-clock.ts';
import type { RouteLimit, RolloutJudge } from '../../ports/rollout-judge.ts';
import type { RolloutStep } from '../../ports/strategy.ts';
import type { OrderBook } from './order-book.ts';
import type { RolloutWatch } from './rollout-watch.ts';

export interface Baking {
  readonly watch: RolloutWatch;
  readonly judge: RolloutJudge;
  readonly orders: OrderBook;
  readonly clock: Clock;
  readonly paced: PacedClock;
  readonly routes: readonly RouteLimit[];
  readonly judgedBy: JudgedBy;
  readonly alarms: readonly TemplateAlarm[];
  /** How many steps of the rollout are judged. */
  readonly steps: number;
  readonly ratePerSecond: number;
  readonly seed: number;
}

export interface Baked {
  readonly judgement: StepJudgement;
  /** A person's word that ended it; null where it ended by itself. */
  readonly by: { readonly order: 'promote' | 'abort'; readonly who: string } | null;
}

function alarmIn(startedAtMs: number, { alarms, watch, judge, clock, paced }: Baking): string | null {
  const { candidate, throttled } = watch;
  const nowMs = clock.wallMs();
  return judge.hear({ alarms, candidate, throttled, startedAtMs, nowMs, wallMs: (ms) => paced.wallMs(ms) });
}

/** How often one looks for what is new, on the wall's clock. */
const everyMs = 200;
/** Chance may be late: so many times as long as the requests are expected to take. */
const patience = 3;
const leastPatienceMs = 10_000;

/** Lets a step last until it has both its time and its requests, or until it is a breach, on hold too. */
export async function bake(step: RolloutStep, neededRequests: number, baking: Baking): Promise<Baked> {
  const { watch, judge, orders, clock, paced } = baking;
  const startedMs = clock.elapsedMs();
  // As users' requests are stamped, wherever the calendar was moved to.
  const startedAtMs = clock.wallMs();
  const wallMs = paced.wallMs(step.bakeMs);
  const limitMs = Math.max(wallMs, leastPatienceMs + (patience * neededRequests * 100_000) / (baking.ratePerSecond * step.weightPercent));
  const { routes, judgedBy, steps, seed } = baking;
  let looks = 0;
  const look = (): StepJudgement => {
    const { candidate, stable, users } = watch;
    const judgement = judge.judge({ startedAtMs, candidate, stable, users, routes, judgedBy, steps, neededRequests, looks, seed });
    looks += 1;
    const rings = judgement.verdict === 'failed' ? null : alarmIn(startedAtMs, baking);
    return rings === null ? judgement : { ...judgement, verdict: 'failed', reason: rings };
  };
  let heldMs = 0;
  for (;;) {
    await paced.sleep(everyMs);
    await watch.read();
    const lastedMs = clock.elapsedMs() - startedMs;
    const { held, ends } = await orders.look();
    if (ends !== null) return { judgement: look(), by: ends };
    if (held) heldMs = lastedMs;
    const enough = watch.candidate.length >= neededRequests;
    const isOver = !held && (lastedMs >= wallMs ? enough || lastedMs - heldMs >= limitMs : false);
    if (!isOver && watch.candidate.length < judge.nextLookAt(looks)) continue;
    const judgement = look();
    if (judgement.verdict === 'failed' || isOver) return { judgement, by: null };
  }
}

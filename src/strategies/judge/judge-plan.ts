import type { TrafficShift } from '../../model/rollout-strategy.ts';
import type { JudgedRollout, JudgePlan } from '../../ports/rollout-judge.ts';
import { comparisonsOf } from './comparisons.ts';
import { neededRequests } from './needed-requests.ts';

/** What each step needs, and why some step could not have it even where it lasted as long as it says, with the numbers that would do. */
export function judgePlan(rollout: JudgedRollout): JudgePlan {
  const { shifts, judgedBy, routes, ratePerSecond } = rollout;
  const steps = judgedSteps(shifts);
  const errorRate = Math.max(...routes.map((route) => route.errorRate));
  if (routes.length === 0) {
    return {
      neededRequests: shifts.map(() => 0),
      fault: 'no route has an NFR: name what each route must hold to under nfrs in rehearsal.yaml',
    };
  }
  const needed = shifts.map((shift) =>
    shift.bakeMs === 0
      ? 0
      : neededRequests({
          errorRate,
          seesErrorRate: seenBy(shift, judgedBy.seesErrorRate),
          steps,
          comparisons: comparisonsOf(routes.length),
        }),
  );
  const faults = shifts.flatMap((shift, index) => {
    const wanted = needed[index] ?? 0;
    return faultOf(shift, wanted, ratePerSecond, { errorRate, seesErrorRate: seenBy(shift, judgedBy.seesErrorRate) });
  });
  return { neededRequests: needed, fault: faults[0] ?? null };
}

export function judgedSteps(shifts: readonly TrafficShift[]): number {
  return shifts.filter((shift) => shift.bakeMs > 0).length;
}

/** A step on few users is there to see gross faults: what would cost all users together half a percent of their requests. */
export function seenBy({ weightPercent }: TrafficShift, seesErrorRate: number): number {
  return Math.max(seesErrorRate, Math.min(0.5, 0.5 / weightPercent));
}

function faultOf(
  { weightPercent, bakeMs }: TrafficShift,
  needed: number,
  ratePerSecond: number,
  { errorRate, seesErrorRate }: { readonly errorRate: number; readonly seesErrorRate: number },
): readonly string[] {
  const perSecond = (ratePerSecond * weightPercent) / 100;
  const expected = Math.floor((perSecond * bakeMs) / 1000);
  if (needed === 0 || expected >= needed) return [];
  const seconds = Math.ceil(needed / perSecond);
  const rate = Math.ceil((needed * 1000 * 100) / (weightPercent * bakeMs));
  const weight = Math.ceil((needed * 1000 * 100) / (ratePerSecond * bakeMs));
  const wider = weight <= 100 ? `, or ${String(weight)} % of the traffic` : '';
  return [
    `${String(weightPercent)} % of ${String(ratePerSecond)} requests/s for ${inSeconds(bakeMs)} are ${String(expected)} requests, and to tell ` +
      `${inPercent(errorRate + seesErrorRate)} of errors from ${inPercent(errorRate)} takes ${String(needed)}: it takes a bake of ` +
      `${String(seconds)}s, or ${String(rate)} requests/s${wider}`,
  ];
}

function inSeconds(ms: number): string {
  return `${String(ms / 1000)} s`;
}

function inPercent(rate: number): string {
  return `${String(Math.round(rate * 1e4) / 100)} %`;
}

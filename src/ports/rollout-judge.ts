import type { StepJudgement } from '../model/rollout-record.ts';
import type { JudgedBy, TrafficShift } from '../model/rollout-strategy.ts';
import type { TemplateAlarm } from '../model/template-alarm.ts';
import type { UserRequest } from './load-runner.ts';
import type { ServedRequest } from './measurements.ts';

/** Says what the users' requests say of a candidate. Pure. */
export interface RolloutJudge {
  plan(rollout: JudgedRollout): JudgePlan;
  judge(seen: StepSeen): StepJudgement;
  /** What an alarm of the template says of the candidate, a clause; null where none rings. */
  hear(seen: AlarmsSeen): string | null;
  /** How many requests the candidate has to have served before it is looked at again. */
  nextLookAt(looks: number): number;
}

/** A rollout before it starts. */
export interface JudgedRollout {
  readonly shifts: readonly TrafficShift[];
  readonly judgedBy: JudgedBy;
  readonly routes: readonly RouteLimit[];
  /** Users' requests, of all routes together. */
  readonly ratePerSecond: number;
}

export interface RouteLimit {
  /** As the k6 script tags its requests: `GET /payments/{id}`. */
  readonly route: string;
  readonly errorRate: number;
  readonly p99Ms: number | null;
}

export interface JudgePlan {
  /** Requests that the candidate has to have served for a verdict, a step each; 0 of a step that does not last. */
  readonly neededRequests: readonly number[];
  /** Why some step can't be judged, with the numbers that would do; null where all can. */
  readonly fault: string | null;
}

/** What alarms are held against: a step so far. */
export interface AlarmsSeen {
  readonly alarms: readonly TemplateAlarm[];
  readonly candidate: readonly ServedRequest[];
  /** Requests that were answered 429, by whichever version. */
  readonly throttled: readonly ServedRequest[];
  readonly startedAtMs: number;
  readonly nowMs: number;
  /** Periods are of paced time, as bakes are. */
  readonly wallMs: (pacedMs: number) => number;
}

/** What was seen of a step so far. */
export interface StepSeen {
  /** When traffic was moved, ms since 1970. */
  readonly startedAtMs: number;
  readonly candidate: readonly ServedRequest[];
  /** What the stable versions served at the same time. */
  readonly stable: readonly ServedRequest[];
  /** By k6, of all versions. */
  readonly users: readonly UserRequest[];
  readonly routes: readonly RouteLimit[];
  readonly judgedBy: JudgedBy;
  /** How many steps the rollout judges: they share the chance of a false alarm. */
  readonly steps: number;
  readonly neededRequests: number;
  /** How often the step was judged before: every look takes its part of the chance of a false alarm. */
  readonly looks: number;
  /** For the noise's random parts. */
  readonly seed: number;
}

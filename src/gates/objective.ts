import type { RouteNfr } from '../model/project.ts';
import type { UserRequest } from '../ports/load-runner.ts';
import { chanceOfMore } from './chance-of-more.ts';

/** What a share of users' requests may miss at most. */
export interface Objective {
  /** `errors on POST /payments`, `p99 of POST /payments over 900 ms` */
  readonly name: string;
  readonly allowedShare: number;
  concerns(request: UserRequest): boolean;
  isMissedBy(request: UserRequest): boolean;
}

/** A route's own: its error rate, and one request in a hundred over its p99. */
export function objectivesOf({ route, errorRate, p99Ms }: RouteNfr): readonly Objective[] {
  const concerns = (request: UserRequest): boolean => request.route === route;
  const errors = { name: `errors on ${route}`, allowedShare: errorRate, concerns, isMissedBy: ({ failed }: UserRequest) => failed };
  if (p99Ms === undefined) return [errors];
  const isMissedBy = ({ latencyMs }: UserRequest): boolean => latencyMs > p99Ms;
  return [errors, { name: `p99 of ${route} over ${String(p99Ms)} ms`, allowedShare: 0.01, concerns, isMissedBy }];
}

export interface Breach {
  readonly objective: Objective;
  /** `errors on POST /payments: 3 of 3 requests, 1 % allowed` */
  readonly said: string;
}

/** One look in a million may be wrong; on fewer than three requests none is right. */
const chanceOfFalseAlarm = 1e-6;
const fewest = 3;

/** The objective that is missed by more requests than chance would have it; null where none is. */
export function breachOf(requests: readonly UserRequest[], objectives: readonly Objective[]): Breach | null {
  for (const objective of objectives) {
    const concerned = requests.filter((each) => objective.concerns(each));
    const missed = concerned.filter((each) => objective.isMissedBy(each)).length;
    if (missed < fewest || chanceOfMore(missed, concerned.length, objective.allowedShare) > chanceOfFalseAlarm) continue;
    const allowed = `${String(Number((objective.allowedShare * 100).toFixed(3)))} % allowed`;
    return { objective, said: `${objective.name}: ${String(missed)} of ${String(concerned.length)} requests, ${allowed}` };
  }
  return null;
}

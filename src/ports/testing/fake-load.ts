import type { RouteLoad } from '../../model/measurement.ts';
import type { LoadFailure, LoadOutcome, LoadRunner, LoadWish, Measured, Traffic, TrafficSeen, UserRequest } from '../load-runner.ts';
import { digestNamed } from './sample-release.ts';

export function routeLoad(more: Partial<RouteLoad> = {}): RouteLoad {
  return { route: 'POST /payments', requests: 1000, dropped: 0, p50Ms: 10, p95Ms: 40, p99Ms: 80, errorRate: 0, noiseMs: 5, ...more };
}

export function measured(more: Partial<Measured> = {}): LoadOutcome {
  return { kind: 'measured', routes: [routeLoad()], saturated: null, evidence: [digestNamed('k6 summary')], ...more };
}

/** Measures what it is told, and counts the traffic that flows. */
export class FakeLoad implements LoadRunner {
  readonly calls: string[] = [];
  readonly wishes: LoadWish[] = [];
  outcome: LoadOutcome = measured();
  startFailure: LoadFailure | null = null;
  stopFailure: Error | null = null;
  /** Handed out once, while traffic flows. */
  answered: UserRequest[] = [];
  seen: TrafficSeen = {
    routes: [routeLoad()],
    saturated: null,
    evidence: [digestNamed('traffic')],
    userErrorWindowMs: 0,
    firstFailureAt: null,
    cutShort: null,
  };

  measure(environment: string, wish: LoadWish): Promise<LoadOutcome> {
    this.wishes.push(wish);
    this.calls.push(`measure ${environment} for ${String(wish.durationMs / 1000)} s`);
    return Promise.resolve(this.outcome);
  }

  startTraffic(environment: string): Promise<Traffic | LoadFailure> {
    this.calls.push(`start ${environment}`);
    if (this.startFailure !== null) return Promise.resolve(this.startFailure);
    return Promise.resolve({
      kind: 'flowing',
      read: () => Promise.resolve(this.answered.splice(0)),
      stop: () => this.#stop(environment),
    });
  }

  #stop(environment: string): Promise<TrafficSeen> {
    this.calls.push(`stop ${environment}`);
    return this.stopFailure === null ? Promise.resolve(this.seen) : Promise.reject(this.stopFailure);
  }
}

import type { Digest } from '../model/digest.ts';
import type { AskedLoad } from '../model/load-profile.ts';
import type { RouteLoad } from '../model/measurement.ts';

/** k6 against an environment's public addresses: open model, warm-up left out. */
export interface LoadRunner {
  /** The whole measurement, ended: the warm-up, and then as long as is wished. */
  measure(environment: string, wish: LoadWish): Promise<LoadOutcome>;
  /** Traffic that goes on until stopped, so that a rollout or a rollback happens under users' eyes. Resolves when requests flow. */
  startTraffic(environment: string): Promise<Traffic | LoadFailure>;
}

/** What is sent, of each route, for how long; without the warm-up before. */
export interface LoadWish extends Pick<AskedLoad, 'name' | 'ratePerSecond' | 'peakPerSecond'> {
  readonly durationMs: number;
}

export type LoadOutcome = LoadFailure | ({ readonly kind: 'measured' } & Measured);

export interface Measured {
  readonly routes: readonly RouteLoad[];
  /** The generator itself could not keep up: its numbers say nothing about the release. */
  readonly saturated: string | null;
  readonly evidence: readonly Digest[];
}

export type LoadFailure =
  | { readonly kind: 'not-configured' }
  | { readonly kind: 'missing-tool'; readonly tool: string; readonly reason: string }
  | { readonly kind: 'broken'; readonly reason: string };

export interface Traffic {
  readonly kind: 'flowing';
  /** The requests that were answered since the last call, oldest first, while traffic flows. */
  read(): Promise<readonly UserRequest[]>;
  /** Ends it and says what users saw: the requests that failed, by wall clock. */
  stop(): Promise<TrafficSeen>;
}

/** One request as k6 saw it: whichever version served it, and also where none did. */
export interface UserRequest {
  /** When it was answered, ms since 1970 by the wall's clock. */
  readonly atMs: number;
  readonly route: string;
  readonly failed: boolean;
  readonly latencyMs: number;
}

export interface TrafficSeen extends Measured {
  /** From the first failed request to the end of the last one, ms; 0 where none failed. */
  readonly userErrorWindowMs: number;
  readonly firstFailureAt: string | null;
  /** Why the traffic ended before it was stopped: what was seen is then not all that there was to see. */
  readonly cutShort: string | null;
}

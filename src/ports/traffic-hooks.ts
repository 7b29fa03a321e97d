import type { Digest } from '../model/digest.ts';

/** Asks a function that a rollout waits for, as CodeDeploy asks the hooks of a deployment. */
export interface TrafficHookRunner {
  /** Why the hook could not be asked, as a clause that says what to do; null where it could. Calls nothing of the project's. */
  hindrance(environment: string, hook: string): Promise<string | null>;
  ask(environment: string, event: TrafficHookEvent, hook: string): Promise<TrafficHookOutcome>;
}

/** CodeDeploy's names of the two moments. */
export type TrafficHookEvent = 'BeforeAllowTraffic' | 'AfterAllowTraffic';

export type TrafficHookOutcome =
  /** What it reported, or why that counts as Failed; a clause without its full stop. */
  | { readonly kind: 'asked'; readonly succeeded: boolean; readonly reason: string; readonly evidence: readonly Digest[] }
  /** There is no such function, or this backend takes no report; a clause that says what to do. */
  | { readonly kind: 'missing'; readonly reason: string };

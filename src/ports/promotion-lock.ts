import type { DeployedFunction } from '../model/deployment.ts';
import type { StageOutcome } from '../model/record.ts';

/** One promotion at a time into an environment; and what the last one left, kept where every pipeline finds it. */
export interface PromotionLock {
  /** Takes the lock, or takes back the one that this run holds already. Renewed by itself until it is given back. */
  take(environment: string): Promise<LockAnswer>;
  /** Gives it back and, where the stage has come to an end, writes down what that was. */
  giveBack(environment: string, ended: StageEnd | null): Promise<void>;
}

export type LockAnswer =
  /** `lost`: somebody whose lock had run out, and who did not give it back. */
  { readonly kind: 'held'; readonly lost: LockHolder | null } | { readonly kind: 'refused'; readonly holder: LockHolder };

export interface LockHolder {
  /** Which run, and where: `run 0d3f… of payments on build-7`. */
  readonly owner: string;
  /** ISO 8601 UTC. */
  readonly since: string;
  readonly expires: string;
}

export interface StageEnd {
  readonly outcome: StageOutcome;
  /** Whether what others did to the environment before was looked at, so that the next promotion need not. */
  readonly accounts: boolean;
  readonly version: string;
  readonly commit: string;
  readonly release: string | null;
  /** The ARN that promoted. */
  readonly by: string;
  readonly deployed: readonly DeployedFunction[];
}

import type { DeployedFunction } from '../model/deployment.ts';
import type { StageStrategy, StrategyName, TrafficShift } from '../model/rollout-strategy.ts';
import type { TrafficRouter } from './traffic-router.ts';

/** How live traffic gets from one version to the next, with a stage's own numbers. */
export interface Strategy {
  readonly name: StrategyName;
  /** Rising, the last at 100 %. */
  readonly shifts: readonly TrafficShift[];
  /** Same options, same steps: after a kill they are made again from what the ledger holds. One a shift, in that order. */
  steps(options: RolloutOptions): readonly RolloutStep[];
}

/** A stage's strategy made from what its topology says. One file a strategy in `src/strategies`. */
export type Strategies = (strategy: StageStrategy) => Strategy;

export interface RolloutOptions {
  readonly environment: string;
  /** The versions that are to be live. */
  readonly to: readonly DeployedFunction[];
  /** The versions that were live before; empty where none were. */
  readonly previous: readonly DeployedFunction[];
  readonly router: TrafficRouter;
}

/** Doing any of the three twice changes nothing more. */
export interface RolloutStep {
  readonly name: string;
  /** The share of traffic that the new versions have after `act`. */
  readonly weightPercent: number;
  /** Paced time that it lasts at least, and in which it is judged. */
  readonly bakeMs: number;
  act(): Promise<void>;
  /** Reads back what `act` was to bring about. */
  observe(): Promise<Observation>;
  /**
   * Gives all of the traffic back to what was live before the rollout, not to the step before: users are to be out of it with the first call.
   * Does nothing where nothing was live before.
   */
  revert(): Promise<void>;
}

export interface Observation {
  readonly healthy: boolean;
  /** One sentence with what was read. */
  readonly reason: string;
}

import type { DeployedFunction } from '../model/deployment.ts';
import type { StrategyName } from '../model/topology.ts';
import type { TrafficRouter } from './traffic-router.ts';

/** One file a strategy in `src/strategies`: how live traffic gets from one version to the next. */
export interface Strategy {
  readonly name: StrategyName;
  /** Same options, same steps: after a kill they are made again from what the ledger holds. */
  steps(options: RolloutOptions): readonly RolloutStep[];
}

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
  act(): Promise<void>;
  /** Reads back what `act` was to bring about. */
  observe(): Promise<Observation>;
  /** Gives the traffic back as it was before `act`. Does nothing where nothing was live before. */
  revert(): Promise<void>;
}

export interface Observation {
  readonly healthy: boolean;
  /** One sentence with what was read. */
  readonly reason: string;
}

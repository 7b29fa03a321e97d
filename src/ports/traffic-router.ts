import type { DeployedFunction } from '../model/deployment.ts';
import type { RouterKind } from '../model/rollout-strategy.ts';

/** Moves live traffic between versions that are deployed: by weighted aliases, or by a weighted edge in front of two of them. */
export interface TrafficRouter {
  kindIn(environment: string): RouterKind;
  /** Sends `weightPercent` of the traffic to these versions and the rest to those that were live; 100 makes them the live ones. */
  shift(environment: string, to: readonly DeployedFunction[], weightPercent: number): Promise<void>;
  /** The weights as the account gives them now, by function (`placeOf`): version -> percent. */
  weights(environment: string): Promise<Readonly<Record<string, Readonly<Record<string, number>>>>>;
}

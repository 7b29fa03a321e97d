export const rolloutOrders = ['pause', 'resume', 'promote', 'abort'] as const;
export type RolloutOrder = (typeof rolloutOrders)[number];

/** What a person wants of a rollout that is under way. It outlives a kill of either side: it stands until it is taken. */
export interface RolloutOrders {
  /** The next one; null where there is none. */
  next(environment: string): Promise<GivenOrder | null>;
  /** It was written down and is being followed. */
  taken(environment: string, order: GivenOrder): Promise<void>;
}

export interface GivenOrder {
  readonly order: RolloutOrder;
  /** `Priya Raman, release-manager`. */
  readonly by: string;
  /** ISO 8601 UTC. */
  readonly at: string;
}

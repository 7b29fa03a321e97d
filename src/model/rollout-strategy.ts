export const strategyNames = ['all-at-once', 'canary', 'linear', 'blue-green', 'steps'] as const;
export type StrategyName = (typeof strategyNames)[number];

/** How live traffic gets from one version to the next in a stage, as its topology says. */
export type StageStrategy =
  | { readonly kind: 'all-at-once' }
  /** A share first, then all. */
  | ({ readonly kind: 'canary'; readonly weightPercent: number; readonly bakeMs: number } & Progressive)
  /** The same share more each time. */
  | ({ readonly kind: 'linear'; readonly byPercent: number; readonly bakeMs: number } & Progressive)
  /** The former versions stand by, after all of the traffic has left them. */
  | ({ readonly kind: 'blue-green'; readonly shifts: readonly TrafficShift[] } & Progressive & StandingBy)
  | ({ readonly kind: 'steps'; readonly shifts: readonly TrafficShift[] } & Progressive);

/** So much of the traffic on the new versions, for so long at least. */
export interface TrafficShift {
  readonly weightPercent: number;
  /** Paced time. */
  readonly bakeMs: number;
}

/** What every strategy has that moves traffic in more than one step. */
export interface Progressive {
  readonly judgedBy: JudgedBy;
}

export const routerKinds = ['alias', 'edge'] as const;
/** Who splits the traffic: weighted aliases, or a weighted edge in front of two of them. */
export type RouterKind = (typeof routerKinds)[number];

/** What each step is judged by, beside the comparison with the stable versions. */
export interface JudgedBy {
  /** A share of 1, for every route; null for each route's own NFR. */
  readonly errorRate: number | null;
  /** For every route; null for each route's own NFR. */
  readonly p99Ms: number | null;
  /** The errors beyond what is allowed that a step has to be able to see: a share of 1. A plan that can't is refused. */
  readonly seesErrorRate: number;
  /** A candidate's request counts as slow when it takes so much more than the stable versions' median, or their p95. */
  readonly marginMs: number;
}

/** Functions that are asked around a rollout, as CodeDeploy asks them: each reports Succeeded or Failed. Named as in rehearsal.yaml, or by logical id. */
export interface TrafficHooks {
  /** Before any traffic goes to the new versions; null where nobody is asked. */
  readonly beforeTraffic: string | null;
  /** Once all of it goes there. */
  readonly afterTraffic: string | null;
}

export const noHooks: TrafficHooks = { beforeTraffic: null, afterTraffic: null };

/** How long the former versions are kept, in paced time, from when they have no traffic any more. */
export interface StandingBy {
  readonly fallbackMs: number;
  readonly standbyMs: number;
}

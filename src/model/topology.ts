import type { GateName } from './gate-name.ts';

/** The path that releases take: data, read from a topology file. No code knows a topology's name. */
export interface Topology {
  readonly name: string;
  /** The account that holds the artefact registry and the pipeline's role. */
  readonly tooling: { readonly account: string; readonly region: string };
  /** In promotion order. */
  readonly stages: readonly Stage[];
}

/** An environment's place in the path. */
export interface Stage {
  readonly environment: string;
  readonly account: string;
  readonly regions: readonly string[];
  readonly trigger: Trigger;
  /** What the environment holds when a rehearsal starts. */
  readonly startsAt: 'empty' | 'latest-release';
  /** In order. */
  readonly steps: readonly Step[];
  readonly strategy: StrategyName;
  /** How long users may see errors while a rollback goes on. */
  readonly rollbackLimitMs: number;
}

export type Trigger =
  /** By hand, on the developer's machine. */
  | { readonly kind: 'manual' }
  /** A merge to this branch. */
  | { readonly kind: 'merge'; readonly branch: string }
  /** A tag on this branch: `candidate` is vX.Y.Z-rc.N, `release` is vX.Y.Z on the commit of a candidate that passed upstream. */
  | { readonly kind: 'tag'; readonly tag: 'candidate' | 'release'; readonly branch: string };

export type StrategyName = 'all-at-once';

export type Step =
  | GateStep
  /** A snapshot of the schema as it now is, kept in the registry beside the release. */
  | { readonly kind: 'action'; readonly action: 'schema-snapshot' }
  /** Tags on each of the release's objects in the registry. */
  | { readonly kind: 'action'; readonly action: 'tag-artefacts'; readonly tags: Readonly<Record<string, string>> };

export interface GateStep {
  readonly kind: 'gate';
  readonly gate: GateName;
  /** The environment whose world the gate looks at, where it is another than the stage's own (integration tests against local). */
  readonly against?: string;
  readonly thresholds: GateThresholds;
  /** What happens to the environment when the gate isn't passed. */
  readonly onFailure: 'stop' | 'roll-back';
  /** k6 traffic from before this step until the stage ends, so that users' errors are seen. */
  readonly underTraffic: boolean;
}

/** Each has its unit in its name; a gate refuses one that it can't measure. */
export interface GateThresholds {
  readonly linesPercent?: number;
  readonly functionsPercent?: number;
  readonly timeLimitMs?: number;
  readonly minSamples?: number;
}

import type { ChecklistItem } from './checklist.ts';
import type { VersionEffect } from './fault.ts';
import type { GateName } from './gate-name.ts';
import type { LoadProfile } from './load-profile.ts';
import type { RouterKind, StageStrategy, TrafficHooks } from './rollout-strategy.ts';
import type { Slos } from './slo.ts';
import type { TemplateAlarm } from './template-alarm.ts';

/** The path that releases take: data, read from a topology file. No code knows a topology's name. */
export interface Topology {
  readonly name: string;
  /** The account that holds the artefact registry and the pipeline's role. */
  readonly tooling: { readonly account: string; readonly region: string };
  readonly rules: TopologyRules;
  /** In promotion order. */
  readonly stages: readonly Stage[];
}

/** What the topology asks of every project that takes this path. */
export interface TopologyRules {
  /** Kinds of test that each module ships; none are asked for where it is empty. */
  readonly testKinds: readonly TestKind[];
  /** Every acceptance criterion that the project lists has at least one executed scenario. */
  readonly criteria: boolean;
  /** One template for all environments: what differs are parameters and conditions. */
  readonly oneTemplate: boolean;
  /** A breaking change of the API description or of an event's schema wants a new MAJOR version. */
  readonly semver: boolean;
  /** Branches, cut from the latest release tag, that tags may be on beside the trigger's own branch: `hotfix/*`. Null where there are none. */
  readonly hotfixBranches: string | null;
}

export const testKinds = ['unit', 'integration', 'contract', 'acceptance', 'performance', 'security', 'smoke'] as const;
export type TestKind = (typeof testKinds)[number];

/** An environment's place in the path. */
export interface Stage {
  readonly environment: string;
  readonly account: string;
  /** The first one has the database, and is what a check of the project looks at where it asks for no other. */
  readonly regions: readonly string[];
  readonly trigger: Trigger;
  /** What the environment holds when a rehearsal starts. */
  readonly startsAt: 'empty' | 'latest-release';
  /** In order. */
  readonly steps: readonly Step[];
  readonly strategy: StageStrategy;
  /** Who splits the traffic while it goes over. */
  readonly router: RouterKind;
  readonly hooks: TrafficHooks;
  /** Alarms of the project's template: one that rings ends a rollout. */
  readonly alarms: readonly TemplateAlarm[];
  /** Who may change the account: `pipeline` is the stage's role alone, people may look; `anyone` is a developer's own. */
  readonly access: 'pipeline' | 'anyone';
  /** What users are promised there; null where nothing is. */
  readonly slos: Slos | null;
  /** Asked before a consent counts. */
  readonly checklist: readonly ChecklistItem[];
  /** What somebody is called for there; a rehearsed rollback has each of them fire. */
  readonly alerts: readonly TopologyAlert[];
  /** What the databases hold: `synthetic` is made-up data and nothing else, looked after by the isolation gate; `any` is nobody's business here. */
  readonly data: 'synthetic' | 'any';
  /** How long users may see errors while a rollback goes on. */
  readonly rollbackLimitMs: number;
}

/** The regions beside the tooling account's own into which something is deployed: code has to lie where the function is. */
export function otherRegions({ tooling, stages }: Pick<Topology, 'tooling' | 'stages'>): readonly string[] {
  return [...new Set(stages.flatMap(({ regions }) => regions))].filter((region) => region !== tooling.region);
}

export type Trigger =
  /** By hand, on the developer's machine. */
  | { readonly kind: 'manual' }
  /** A merge to this branch. */
  | { readonly kind: 'merge'; readonly branch: string }
  /** A tag on this branch: `candidate` is vX.Y.Z-rc.N, `release` is vX.Y.Z on the commit of a candidate that passed upstream. */
  | { readonly kind: 'tag'; readonly tag: 'candidate' | 'release'; readonly branch: string };

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
  /** How much performance sends; once what is expected where absent. */
  readonly load?: LoadProfile;
  /** What rollback-rehearsal plants, one after the other; its own choice where absent. */
  readonly faults?: readonly VersionEffect[];
}

export const alertSeverities = ['critical', 'warning'] as const;

export interface TopologyAlert {
  readonly name: string;
  readonly severity: (typeof alertSeverities)[number];
  /** Of all users' requests: a share of 1, or milliseconds. */
  readonly when: { readonly kind: 'error-rate'; readonly over: number } | { readonly kind: 'p99'; readonly overMs: number };
}

/** Each has its unit in its name; a gate refuses one that it can't measure. */
export interface GateThresholds {
  readonly linesPercent?: number;
  readonly functionsPercent?: number;
  readonly timeLimitMs?: number;
  readonly minSamples?: number;
  /** How long a migration may keep everybody off a table. */
  readonly exclusiveLockMs?: number;
  /** How many synthetic rows each table has while that is measured. */
  readonly rows?: number;
  /** How long a release that was replaced is kept to come back to. */
  readonly standbyMs?: number;
  readonly durationMs?: number;
}

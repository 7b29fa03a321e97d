import type { Approval } from './approval.ts';
import type { Artefact } from './artefact.ts';
import type { DeployedDatabase, DeployedFunction, Rollback } from './deployment.ts';
import type { Compatibility } from './compatibility.ts';
import type { Digest } from './digest.ts';
import type { GateName } from './gate-name.ts';
import type { Isolation } from './isolation.ts';
import type { MeasuredLoad, RouteLoad } from './measurement.ts';
import type { RecordedBackend } from './recorded-backend.ts';
import type { RolloutRecord } from './rollout-record.ts';
import type { Shadow } from './shadow.ts';
import type { Verdict } from './verdict.ts';
import type { Waiver } from './waiver.ts';

export const outcomes = ['released', 'blocked', 'rolled-back', 'waiting', 'error'] as const;
export type Outcome = (typeof outcomes)[number];

export const stageOutcomes = ['passed', 'blocked', 'rolled-back', 'waiting', 'not-reached'] as const;
export type StageOutcome = (typeof stageOutcomes)[number];

/** The record of a rehearsal, schema `rehearsal/1`: derived from the ledger and from nothing else. Instants ISO 8601 UTC, durations ms. */
export interface RehearsalRecord {
  readonly schema: 'rehearsal/1';
  readonly simulation: true;
  readonly outcome: Outcome;
  readonly startedAt: string;
  readonly durationMs: number;
  readonly project: string;
  readonly commit: string;
  readonly authors: readonly string[];
  readonly seed: number;
  readonly pace: number;
  readonly topology: { readonly name: string; readonly digest: Digest };
  readonly backend: RecordedBackend;
  readonly release: { readonly id: Digest; readonly version: string; readonly candidate: string } | null;
  readonly artefacts: readonly Artefact[];
  readonly stages: readonly StageRecord[];
  readonly ledger: { readonly entries: number; readonly head: Digest };
}

export interface StageRecord {
  readonly environment: string;
  readonly account: string;
  readonly trigger: { readonly kind: 'manual' | 'merge' | 'tag'; readonly ref: string };
  readonly outcome: StageOutcome;
  readonly gates: readonly GateRecord[];
  readonly approvals: readonly Approval[];
  readonly waivers: readonly Waiver[];
  readonly plan: Digest | null;
  readonly database: readonly DeployedDatabase[];
  readonly deployed: readonly DeployedFunction[];
  readonly rollout: RolloutRecord | null;
  readonly load: readonly RouteLoad[];
  /** One for each load test, in order. */
  readonly loadProfiles: readonly MeasuredLoad[];
  readonly rollback: Rollback | null;
  /** Feature flags as they are set there: by the deploy, then by whoever switched one. */
  readonly flags: Readonly<Record<string, boolean>>;
  /** Null where no gate tried. */
  readonly isolation: Isolation | null;
  /** Null where no gate tried older code on the schema that is to come. */
  readonly compatibility: Compatibility | null;
  readonly shadow: Shadow | null;
}

export interface GateRecord {
  readonly gate: GateName;
  readonly module: string | null;
  readonly verdict: Verdict;
  readonly reason: string;
  readonly startedAt: string;
  readonly durationMs: number;
  readonly evidence: readonly Digest[];
}

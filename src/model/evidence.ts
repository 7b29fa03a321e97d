import type { Compatibility } from './compatibility.ts';
import type { MigrationStep } from './pending-migration.ts';
import type { Approval } from './approval.ts';
import type { DeployedDatabase, DeployedFunction, Rollback } from './deployment.ts';
import type { ChecklistAnswer } from './checklist.ts';
import type { Digest } from './digest.ts';
import type { Fault } from './fault.ts';
import type { GateName } from './gate-name.ts';
import type { Isolation } from './isolation.ts';
import type { MeasuredLoad, RouteLoad } from './measurement.ts';
import type { Outcome, StageOutcome } from './record.ts';
import type { RecordedBackend } from './recorded-backend.ts';
import type { Release } from './release.ts';
import type { RolloutRecord, RolloutStepRecord } from './rollout-record.ts';
import type { RouterKind } from './rollout-strategy.ts';
import type { Shadow } from './shadow.ts';
import type { SloReport } from './slo.ts';
import type { Verdict } from './verdict.ts';
import type { Waiver } from './waiver.ts';

/** What happened, in the order in which it happened. The engine writes these and, after a kill, takes up its work from them. */
export type Happening =
  | RunStarted
  | {
      readonly kind: 'resumed';
      readonly at: string;
      readonly from: string;
      /** Environments that are gone through again from their beginning, whatever they had come to (`run --from`). */
      readonly again?: readonly string[];
    }
  | {
      readonly kind: 'baseline';
      readonly at: string;
      readonly environment: string;
      readonly version: string | null;
      readonly commit: string | null;
      readonly deployed: readonly DeployedFunction[];
    }
  | {
      readonly kind: 'stage-started';
      readonly at: string;
      readonly environment: string;
      readonly account: string;
      readonly trigger: { readonly kind: 'manual' | 'merge' | 'tag'; readonly ref: string };
      readonly principal: string;
      /** Who had held the environment's lock until it ran out, and not given it back. */
      readonly lockLost?: string;
    }
  | StepFinished
  | RolloutStepped
  | RolloutOrdered
  | {
      readonly kind: 'rolled-back';
      readonly at: string;
      readonly environment: string;
      readonly rollback: Rollback;
      readonly deployed: readonly DeployedFunction[];
      readonly load: readonly RouteLoad[];
    }
  /** Written before it is planted: what a kill leaves is known by it. `fault` is its number in the run, from 1. */
  | { readonly kind: 'fault-planted'; readonly at: string; readonly environment: string; readonly fault: number; readonly what: Fault }
  /** Once it is gone. `left`: by a process that ended before it could do so; it was taken away before anything else was done. */
  | { readonly kind: 'fault-removed'; readonly at: string; readonly environment: string; readonly fault: number; readonly left: boolean }
  | { readonly kind: 'stage-finished'; readonly at: string; readonly environment: string; readonly outcome: StageOutcome }
  /** A refusal that is no gate's: a tag off main, UAT skipped, a foreign principal. */
  | { readonly kind: 'refused'; readonly at: string; readonly environment: string; readonly gate: RefusingGate; readonly reason: string }
  /** What a person typed, between two runs or after the last one: it ends nothing and begins nothing by itself. */
  | { readonly kind: 'approval-given'; readonly at: string; readonly environment: string; readonly approval: Approval }
  | { readonly kind: 'waiver-given'; readonly at: string; readonly environment: string; readonly waiver: Waiver }
  | {
      readonly kind: 'flag-switched';
      readonly at: string;
      readonly environment: string;
      readonly flag: string;
      readonly value: boolean;
      readonly by: string;
    }
  /** The last entry of a run, but for what people type after it. A ledger without it is not whole. */
  | { readonly kind: 'run-finished'; readonly at: string; readonly outcome: Outcome; readonly durationMs: number; readonly reason: string };

/**
 * The gate whose question the refusal answers: `same-artefact` where another commit or an untested release wants in, `provenance` where
 * somebody else than the pipeline promotes, or promotes there already.
 */
export type RefusingGate = 'same-artefact' | 'provenance';

export interface RunStarted {
  readonly kind: 'run-started';
  readonly at: string;
  /** Random, unique to the run: evidence of another run can't pass for this one's. */
  readonly run: string;
  readonly project: string;
  readonly repository: string;
  readonly commit: string;
  readonly version: string;
  readonly candidate: string;
  readonly authors: readonly string[];
  readonly seed: number;
  readonly pace: number;
  /** The branch that the commit is on where it is no trunk commit but a hotfix; absent otherwise. */
  readonly hotfix?: string;
  readonly topology: { readonly name: string; readonly digest: Digest };
  /** Every stage of the path, so that the record can show those not reached. */
  readonly path: readonly {
    readonly environment: string;
    readonly account: string;
    readonly trigger: { readonly kind: 'manual' | 'merge' | 'tag'; readonly ref: string };
  }[];
  readonly backend: RecordedBackend;
}

/**
 * A step of a rollout, written down before traffic is moved, when it is moved, and when the step is over: whatever a kill leaves of the
 * weights, the ledger says between which two they are.
 */
export interface RolloutStepped {
  readonly kind: 'rollout-step';
  readonly at: string;
  readonly environment: string;
  readonly strategy: string;
  readonly router: RouterKind;
  /** Place in the rollout's steps, from 0. */
  readonly step: number;
  readonly name: string;
  readonly weightPercent: number;
  readonly phase: 'shifting' | 'shifted' | 'over';
  /** Once it is over. */
  readonly record?: RolloutStepRecord;
}

/** What a person wanted of a rollout that was under way, as it was followed. */
export interface RolloutOrdered {
  readonly kind: 'rollout-order';
  readonly at: string;
  readonly environment: string;
  readonly order: 'pause' | 'resume' | 'promote' | 'abort';
  readonly by: string;
}

export interface StepFinished {
  readonly kind: 'step-finished';
  readonly at: string;
  readonly environment: string;
  /** Place in the stage's steps, from 0. */
  readonly step: number;
  readonly name: GateName | 'schema-snapshot' | 'tag-artefacts';
  readonly startedAt: string;
  readonly durationMs: number;
  /** Actions have no verdict of their own: one that fails ends the run with an error. */
  readonly verdict: Verdict;
  readonly reason: string;
  readonly evidence: readonly Digest[];
  readonly facts: StepFacts;
}

/** What later steps and the record need to know of a step. */
export interface StepFacts {
  readonly release?: Release;
  readonly plan?: Digest;
  readonly approvals?: readonly Approval[];
  readonly database?: readonly DeployedDatabase[];
  readonly deployed?: readonly DeployedFunction[];
  readonly previous?: readonly DeployedFunction[];
  readonly rollout?: RolloutRecord;
  readonly load?: readonly RouteLoad[];
  /** What a load test was asked to send, and what came of it. */
  readonly profile?: MeasuredLoad;
  /** What was answered before the consent counted. */
  readonly checklist?: readonly ChecklistAnswer[];
  readonly slo?: SloReport;
  /** Of a rollback that was rehearsed here. */
  readonly rollback?: Rollback;
  /** The feature flags that a deploy set, as the account gives them back. */
  readonly flags?: Readonly<Record<string, boolean>>;
  readonly isolation?: Isolation;
  readonly compatibility?: Compatibility;
  readonly shadow?: Shadow;
  /** What a migrate applied, with what each is. */
  readonly migrated?: readonly { readonly script: string; readonly step: MigrationStep }[];
  /** What the gate would have needed of the backend, which hasn't got it: `iam-enforcement`. */
  readonly lacking?: readonly string[];
  /** A tool that is needed and isn't here: the run then ends 3. */
  readonly missingTool?: string;
}

/** One line of ledger.jsonl. */
export interface LedgerEntry {
  readonly index: number;
  /** The run that this entry belongs to. */
  readonly run: string;
  /** Digest of the former entry's canonical JSON (all members); 64 zeros for the first. */
  readonly previous: Digest;
  readonly happening: Happening;
  /** base64 Ed25519 signature over the canonical JSON of the members above. */
  readonly signature: string;
}

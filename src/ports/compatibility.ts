import type { LockTime } from '../model/compatibility.ts';
import type { Digest } from '../model/digest.ts';
import type { Release } from '../model/release.ts';
import type { CheckOutcome } from './check-runner.ts';

/** Tries a release's migrations, and older code on what they leave, in copies that are thrown away. The environment itself is only read. */
export interface CompatibilityRehearsal {
  rehearse(wish: CompatibilityWish): Promise<CompatibilityReport>;
}

export interface CompatibilityWish {
  readonly environment: string;
  readonly release: Release;
  /** Whose code has to live with the new schema, the live one first. */
  readonly older: readonly OlderRelease[];
  /** Whether the new code has to live with the old schema, too. */
  readonly newOnOld: boolean;
  /** How many rows each table that a statement locks is to have. */
  readonly rows: number;
}

export interface OlderRelease {
  readonly version: string;
  readonly commit: string;
}

export type CompatibilityReport =
  /** No double of the environment can be made: why, and what the backend lacks for it (null where it is the project that can't be doubled). */
  | { readonly kind: 'no-double'; readonly reason: string; readonly lacking: string | null }
  | {
      readonly kind: 'rehearsed';
      /** Why the migrations can't be applied to the environment's own data; null where they can. */
      readonly refused: string | null;
      readonly timed: TimedMigrations;
      readonly runs: readonly CompatibilityRun[];
      /** SQL in older code that names what is taken away. */
      readonly named: readonly NamedInCode[];
      readonly evidence: readonly Digest[];
    };

/** Migrations on a copy in which the tables are large. */
export interface TimedMigrations {
  /** Rows that each table had. */
  readonly rows: Readonly<Record<string, number>>;
  /** Tables that could not be filled, and why. */
  readonly unfilled: Readonly<Record<string, string>>;
  /** The statement that a full table refuses, with its place; null where none does. */
  readonly refused: string | null;
  readonly locks: readonly LockTime[];
  /** What changed though no statement names it: `payments.amount`. */
  readonly differences: readonly string[];
}

/** One version's own tests, run against its own code on a schema. */
export interface CompatibilityRun {
  readonly code: string;
  readonly commit: string;
  readonly schema: 'new' | 'old';
  readonly check: 'integration' | 'acceptance';
  readonly outcome: CheckOutcome;
}

export interface NamedInCode {
  readonly code: string;
  readonly artefact: string;
  /** What is taken away: `payments.reference`. */
  readonly what: string;
  /** `V5__drop_reference.sql:1`. */
  readonly place: string;
}

import type { Digest } from './digest.ts';
import type { RollbackRehearsal } from './rollback-rehearsal.ts';

/** One function as it is live in an environment; the digest was read back from the account (CodeSha256, decoded). */
export interface DeployedFunction {
  /** Logical id in the template. */
  readonly function: string;
  readonly version: string;
  readonly digest: Digest;
}

export interface DeployedDatabase {
  readonly name: string;
  /** The newest applied versioned migration, as Flyway writes it; null before the first. */
  readonly version: string | null;
  readonly schema: Digest;
}

export interface Rollback {
  readonly trigger: string;
  readonly detectedMs: number;
  readonly revertedMs: number;
  readonly userErrorWindowMs: number;
  readonly limitMs: number;
  readonly rehearsed: boolean;
  /** Of a rollback that was rehearsed. */
  readonly rehearsal?: RollbackRehearsal;
}

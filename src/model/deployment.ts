import type { Digest } from './digest.ts';
import type { RollbackRehearsal } from './rollback-rehearsal.ts';

/** One function as it is live in an environment; the digest was read back from the account (CodeSha256, decoded). */
export interface DeployedFunction {
  /** Logical id in the template. */
  readonly function: string;
  readonly version: string;
  readonly digest: Digest;
  /** Where the environment has several regions; absent where it has one. */
  readonly region?: string;
}

/** What tells a function of an environment from all others there: `CreateFunction`, or `eu-central-1/CreateFunction` where there are several regions. */
export function placeOf({ function: name, region }: Pick<DeployedFunction, 'function' | 'region'>): string {
  return region === undefined ? name : `${region}/${name}`;
}

/** Whether both are the same function in the same region, with whatever version. */
export function isSameFunction(one: DeployedFunction, other: DeployedFunction): boolean {
  return placeOf(one) === placeOf(other);
}

export interface DeployedDatabase {
  readonly name: string;
  /** The newest applied versioned migration, as Flyway writes it; null before the first. */
  readonly version: string | null;
  readonly schema: Digest;
  /** Which Flyway brought it there, with its version: `Flyway 10.21.0 (flyway/flyway:10)`. Absent where no migration was asked for. */
  readonly migratedBy?: string;
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

import type { DeployedFunction } from '../model/deployment.ts';
import type { Digest } from '../model/digest.ts';

/** What was done to an environment beside the pipeline, since the last promotion into it. */
export interface DriftReader {
  read(environment: string): Promise<DriftReport>;
}

export interface DriftReport {
  /** When the last promotion ended, ISO 8601 UTC; null where there was none. */
  readonly since: string | null;
  /** How many calls of the account were looked at; null where the backend keeps no trace of them. */
  readonly calls: number | null;
  /** Those that changed something and were not the pipeline's. */
  readonly changes: readonly ForeignChange[];
  /** What the last promotion left live; null where it isn't known. */
  readonly left: readonly DeployedFunction[] | null;
  readonly evidence: readonly Digest[];
}

export interface ForeignChange {
  readonly at: string;
  /** The caller's ARN. */
  readonly who: string;
  /** `lambda:UpdateFunctionConfiguration`. */
  readonly what: string;
  readonly resource: string;
}

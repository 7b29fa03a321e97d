import type { GateName } from './gate-name.ts';

/** A documented exception to one gate of one release in one environment: the only way past a gate, always in the record. */
export interface Waiver {
  readonly gate: GateName;
  readonly environment: string;
  /** The version that it is for: `v1.4.0`. */
  readonly version: string;
  /** A person who has one of the environment's approving roles and is no author. */
  readonly by: string;
  readonly role: string;
  readonly reason: string;
  /** The ticket or document that it rests on. */
  readonly reference: string;
  /** ISO 8601 UTC. */
  readonly at: string;
  /** ISO 8601 UTC; from then on it counts for nothing. */
  readonly expires: string;
}

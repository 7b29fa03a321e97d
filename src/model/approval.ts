import type { Digest } from './digest.ts';

/** A named person's consent to this release with this plan in this stage. Any change voids it; an author can't give it. */
export interface Approval {
  readonly by: string;
  readonly role: string;
  /** ISO 8601 UTC. */
  readonly at: string;
  readonly release: Digest;
  readonly plan: Digest;
  /** True where `--approve-as` stood in for the person. */
  readonly simulated: boolean;
}

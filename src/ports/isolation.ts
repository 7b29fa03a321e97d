import type { Digest } from '../model/digest.ts';

/** Tries, with each environment's own credentials, what belongs to another. Everything is really called; nothing is changed. */
export interface IsolationProber {
  /**
   * Everybody of `environment` at what the others have, everybody of the others at what it has, and people at what they may only look at. Where
   * users are at work meanwhile it takes its time, for they would wait.
   */
  probe(environment: string, usersAtWork: boolean): Promise<IsolationReport>;
}

export interface IsolationReport {
  readonly attempts: readonly IsolationAttempt[];
  /** How many pairs of principal and target there are; more than were tried where they are very many. */
  readonly possible: number;
  /** Capabilities of the backend without which some pairs can't be judged, and which those are. */
  readonly lacking: readonly { readonly capability: string; readonly unjudged: string }[];
  /** What was left out though the gate goes on without, and why: `what functions reach over the network (no network-isolation: …)`. */
  readonly untried: readonly string[];
  readonly evidence: readonly Digest[];
}

export interface IsolationAttempt {
  readonly from: string;
  /** `role rehearsal-stage`, `database role payments_application`. */
  readonly principal: string;
  readonly to: string;
  readonly kind: string;
  readonly target: string;
  /** `unclear` is an answer that says neither: a target that is gone, a server that is down. */
  readonly result: 'denied' | 'allowed' | 'unclear';
  /** What was called, and the error that it was answered with: `GetSecretValue: AccessDeniedException`. */
  readonly how: string;
  /** The policy statement that let it in, where it was allowed and is known. */
  readonly because: string | null;
}

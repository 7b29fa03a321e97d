/** What came of each environment's principals trying what belongs to the others. */
export interface Isolation {
  /** How many were tried. */
  readonly pairs: number;
  readonly denied: number;
  /** Those that were let in. */
  readonly holes: readonly IsolationHole[];
}

export interface IsolationHole {
  /** The environment of who tried. */
  readonly from: string;
  /** A role's or database role's name, with what it is: `role rehearsal-stage`. */
  readonly principal: string;
  /** The environment of what was tried; the same as `from` where a person tried to change their own. */
  readonly to: string;
  /** `secret`, `bucket`, `database`, … */
  readonly kind: string;
  readonly target: string;
  /** What answered: `GetSecretValue`. */
  readonly how: string;
  /** The policy statement that let it in; null where it isn't known. */
  readonly because: string | null;
}

/** One thing that was looked at. */
export interface VerifyCheck {
  readonly name: 'key' | 'list' | 'files' | 'ledger' | 'record' | 'kept files' | 'attestations' | 'run';
  readonly kind: 'ok' | 'failed' | 'warning';
  /** One sentence: what was found. */
  readonly reason: string;
}

export interface VerifyResult {
  /** Nothing failed. Warnings don't count. */
  readonly ok: boolean;
  readonly checks: readonly VerifyCheck[];
  /** Of the key in the folder, 64 hex digits; null where none can be read. */
  readonly fingerprint: string | null;
  /** The run that the evidence is of; null where the ledger can't be read. */
  readonly run: string | null;
}

export interface Expectations {
  /** A public key (PEM) or its fingerprint (64 hex digits, colons and case don't matter), from outside the folder. */
  readonly key?: string;
  /** The run that it must be of. */
  readonly run?: string;
  /** The commit that it must be of, 40 hex digits or the first of them. */
  readonly commit?: string;
}

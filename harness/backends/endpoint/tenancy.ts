import type { ProfileNames } from './profile-keys.ts';

/**
 * A world's place at an endpoint that was there before it and stays after it. Others may work there too: nothing of theirs is touched, and
 * what the world made is taken away again.
 */
export interface Tenancy {
  /**
   * Comes in, or back: `ours` where what this world made is there still. Throws BackendError where the endpoint can't be worked with, or holds
   * what somebody else made under a name that this world would use.
   */
  enter(lease: Lease): Promise<'new' | 'ours'>;
  /** Takes away all that the lease names, where it is this world's. Says of what stays why, a sentence each. */
  leave(lease: Lease): Promise<readonly string[]>;
}

/** What a world makes at an endpoint, and by what it is known there. */
export interface Lease {
  /** `http://127.0.0.1:4566`. */
  readonly endpoint: string;
  /** Of one world, new with each that starts with nothing. */
  readonly id: string;
  /** Where the world's own files are: for people who find its things. */
  readonly folder: string;
  readonly tooling: { readonly account: string; readonly region: string };
  readonly things: readonly MadeThing[];
  /** Whose keys are the accounts' owners', by account; absent where a key of twelve digits is an account's root. */
  readonly profiles?: ProfileNames;
}

/** One name in one account. Of `stacks` it is what their names begin with; of `identity-providers` where their issuer listens. */
export interface MadeThing {
  readonly kind: ThingKind;
  readonly account: string;
  readonly region: string;
  readonly name: string;
}

/** In the order in which they are taken away: nothing is needed any more by what comes after it. */
export const thingKinds = ['stacks', 'secret', 'parameter', 'bucket', 'table', 'key', 'user', 'role', 'identity-providers'] as const;
export type ThingKind = (typeof thingKinds)[number];

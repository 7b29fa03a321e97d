import type { Digest } from '../model/digest.ts';
import type { Release } from '../model/release.ts';
import type { ShadowDifference, ShadowRoute } from '../model/shadow.ts';
import type { LoadFailure } from './load-runner.ts';

/**
 * Sends a copy of each of the users' requests to a candidate, which is in a double of the environment, with its own copy of the databases: what it
 * does there is thrown away. Users are answered by what is live, and wait for nothing else.
 */
export interface ShadowTraffic {
  mirror(wish: ShadowWish): Promise<ShadowReport>;
}

export interface ShadowWish {
  readonly environment: string;
  readonly release: Release;
  /** How long users' traffic is mirrored, by the wall's clock. */
  readonly forMs: number;
}

export type ShadowReport =
  /** No double of the environment can be made: why, and what the backend lacks for it (null where it is the project that can't be doubled). */
  | { readonly kind: 'no-double'; readonly reason: string; readonly lacking: string | null }
  /** Nothing is live yet whose answers could be compared with. */
  | { readonly kind: 'nothing-live' }
  /** The candidate did not come up in the double. */
  | { readonly kind: 'not-up'; readonly reason: string }
  | { readonly kind: 'no-traffic'; readonly failure: LoadFailure }
  | {
      readonly kind: 'mirrored';
      /** Those of the project's NFRs, and no others: an address that tells which version answers differs by right. */
      readonly routes: readonly ShadowRoute[];
      readonly differences: readonly ShadowDifference[];
      /** Requests that what is live failed itself, of which no copy was sent: there is nothing to compare with. */
      readonly liveFailed: number;
      /** How many of the requests were recorded elsewhere and sent again. */
      readonly replayed: number;
      /** Copies that the candidate had not taken when the time was up. */
      readonly left: number;
      /** Why the traffic ended before its time; null where it didn't. */
      readonly cutShort: string | null;
      readonly evidence: readonly Digest[];
    };

import type { LockHolder } from '../../../src/ports/promotion-lock.ts';

export type Taken =
  /** `former` is the row that was there: one's own, or one that had run out. */
  { readonly kind: 'put'; readonly former: LockHolder | null } | { readonly kind: 'taken'; readonly holder: LockHolder };

/** Where locks are kept. Of two who put at once, one is told `taken`. */
export interface LockStore {
  /** Puts the lock where there is none, or one's own, or one that had run out at `now` (ISO 8601 UTC). */
  put(name: string, lock: LockHolder, now: string): Promise<Taken>;
  /** Takes out one's own; anybody else's stays. */
  remove(name: string, owner: string): Promise<void>;
}

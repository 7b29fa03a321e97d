import type { LockAnswer, PromotionLock, StageEnd } from '../promotion-lock.ts';

/** Free, unless a test says otherwise. */
export class FakeLock implements PromotionLock {
  answer: LockAnswer = { kind: 'held', lost: null };
  readonly calls: string[] = [];
  readonly ends: StageEnd[] = [];

  take(environment: string): Promise<LockAnswer> {
    this.calls.push(`take ${environment}`);
    return Promise.resolve(this.answer);
  }

  giveBack(environment: string, ended: StageEnd | null): Promise<void> {
    this.calls.push(`give back ${environment}`);
    if (ended !== null) this.ends.push(ended);
    return Promise.resolve();
  }
}

import type { LockAnswer, PromotionLock, StageEnd } from '../promotion-lock.ts';

/** Free, unless a test says otherwise. */
export class FakeLock implements PromotionLock {
  answer: LockAnswer = { kind: 'held', lost: null };
  /** What is answered once the stage holds it. */
  later: LockAnswer = { kind: 'held', lost: null };
  readonly #held = new Set<string>();
  readonly calls: string[] = [];
  readonly ends: StageEnd[] = [];

  take(environment: string): Promise<LockAnswer> {
    if (this.#held.has(environment)) return Promise.resolve(this.later);
    this.calls.push(`take ${environment}`);
    if (this.answer.kind === 'held') this.#held.add(environment);
    return Promise.resolve(this.answer);
  }

  giveBack(environment: string, ended: StageEnd | null): Promise<void> {
    this.#held.delete(environment);
    this.calls.push(`give back ${environment}`);
    if (ended !== null) this.ends.push(ended);
    return Promise.resolve();
  }
}

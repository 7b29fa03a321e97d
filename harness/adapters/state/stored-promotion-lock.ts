import type { LockAnswer, PromotionLock, StageEnd } from '../../../src/ports/promotion-lock.ts';
import type { LockStore } from './lock-store.ts';
import type { StageStates } from './stage-states.ts';

/** So long a lock is good for; a holder that is alive renews it three times meanwhile. */
const goodForMs = 120_000;
const renewedEveryMs = 30_000;

export interface PromotionLockOptions {
  readonly locks: LockStore;
  readonly states: Pick<StageStates, 'write'>;
  readonly repository: string;
  /** `run 0d3f… on build-7`: the same for a run that is resumed. */
  readonly owner: string;
  readonly now: () => Date;
  /** Told of what goes wrong while nobody waits. */
  readonly note: (text: string) => void;
}

export class StoredPromotionLock implements PromotionLock, Disposable {
  readonly #options: PromotionLockOptions;
  readonly #renewals = new Map<string, { readonly timer: NodeJS.Timeout; readonly since: string }>();

  constructor(options: PromotionLockOptions) {
    this.#options = options;
  }

  async take(environment: string): Promise<LockAnswer> {
    const { owner } = this.#options;
    const since = this.#renewals.get(environment)?.since ?? this.#options.now().toISOString();
    const taken = await this.#put(environment, since);
    if (taken.kind === 'taken') return { kind: 'refused', holder: taken.holder };
    this.#keepUp(environment, since);
    const { former } = taken;
    return { kind: 'held', lost: former === null || former.owner === owner ? null : former };
  }

  async giveBack(environment: string, ended: StageEnd | null): Promise<void> {
    const { locks, states, owner, now } = this.#options;
    this.#letGo(environment);
    if (ended !== null) await states.write(environment, ended, now().toISOString());
    await locks.remove(this.#nameOf(environment), owner);
  }

  /** What is held stays held until it runs out: a run that is resumed takes it back. */
  [Symbol.dispose](): void {
    for (const environment of this.#renewals.keys()) this.#letGo(environment);
  }

  #put(environment: string, since: string): ReturnType<LockStore['put']> {
    const { locks, owner, now } = this.#options;
    const at = now();
    const expires = new Date(at.getTime() + goodForMs).toISOString();
    return locks.put(this.#nameOf(environment), { owner, since, expires }, at.toISOString());
  }

  #keepUp(environment: string, since: string): void {
    this.#letGo(environment);
    const timer = setInterval(() => {
      this.#put(environment, since).then(
        (answer) => {
          if (answer.kind === 'taken')
            this.#options.note(`The lock on ${environment} was lost to ${answer.holder.owner}: the stage ends before its next step.`);
        },
        (error: unknown) =>
          this.#options.note(`The lock on ${environment} could not be renewed: ${error instanceof Error ? error.message : String(error)}`),
      );
    }, renewedEveryMs);
    timer.unref();
    this.#renewals.set(environment, { timer, since });
  }

  #letGo(environment: string): void {
    clearInterval(this.#renewals.get(environment)?.timer);
    this.#renewals.delete(environment);
  }

  #nameOf(environment: string): string {
    return `${this.#options.repository}/${environment}`;
  }
}

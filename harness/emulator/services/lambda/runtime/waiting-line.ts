import { tooManyRequests } from '../errors.ts';

export interface Obtained<Environment> {
  readonly environment: Environment;
  readonly isWarm: boolean;
}

interface Waiting<Target, Environment> {
  readonly target: Target;
  readonly take: (obtained: Obtained<Environment>) => void;
  readonly giveUp: (reason: unknown) => void;
}

/** AWS's default for an account's concurrency. */
const longestLine = 1_000;

/** Longer than a burst of cold starts takes on busy processors, shorter than clients wait for an answer. */
const longestWaitMs = 5_000;

/** Invocations in line for an environment: the first that runs the same takes what comes. Whoever waits for too long gets AWS's 429. */
export class WaitingLine<Target extends { readonly key: string }, Environment> {
  readonly #line: Waiting<Target, Environment>[] = [];

  get isFull(): boolean {
    return this.#line.length >= longestLine;
  }

  /**
   * Resolves with what is handed on. One that is on its way (`isComing`) is waited for: how long that takes is no matter of room.
   * @throws TooManyRequestsException where nothing came for long.
   */
  join(target: Target, isComing: () => boolean): Promise<Obtained<Environment>> {
    return new Promise((resolve, reject) => {
      const waiting: Waiting<Target, Environment> = {
        target,
        take: (obtained) => (clearTimeout(timer), resolve(obtained)),
        giveUp: (reason) => (clearTimeout(timer), reject(reason)),
      };
      const timer = setTimeout(() => {
        if (isComing()) return void timer.refresh();
        this.#line.splice(this.#line.indexOf(waiting), 1);
        reject(tooManyRequests('ConcurrentInvocationLimitExceeded'));
      }, longestWaitMs).unref();
      this.#line.push(waiting);
    });
  }

  /** The first in line that runs the same takes it; false where nobody does. */
  handOn({ key }: Target, obtained: Obtained<Environment>): boolean {
    const first = this.#firstOf(key);
    first?.take(obtained);
    return first !== undefined;
  }

  /** The first in line that runs the same hears why none comes. */
  disappoint({ key }: Target, reason: unknown): void {
    this.#firstOf(key)?.giveUp(reason);
  }

  /** The target of the first for whom none is on its way. */
  nextToStart(comingOf: (target: Target) => number): Target | undefined {
    const wanted = new Map<string, number>();
    return this.#line.find(({ target }) => {
      const soFar = (wanted.get(target.key) ?? 0) + 1;
      wanted.set(target.key, soFar);
      return soFar > comingOf(target);
    })?.target;
  }

  /** Sends everybody away. */
  close(): void {
    for (const { giveUp } of this.#line.splice(0)) giveUp(tooManyRequests('ConcurrentInvocationLimitExceeded'));
  }

  #firstOf(key: string): Waiting<Target, Environment> | undefined {
    const place = this.#line.findIndex((waiting) => waiting.target.key === key);
    return place === -1 ? undefined : this.#line.splice(place, 1)[0];
  }
}

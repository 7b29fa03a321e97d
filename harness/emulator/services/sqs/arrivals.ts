/** Wakes who waits for a queue's messages. Time is the emulator's clock, which need not run as the machine's does: it is looked at often. */
export class Arrivals implements AsyncDisposable {
  readonly #nowMs: () => number;
  readonly #waiting = new Map<string, Set<() => void>>();
  readonly #stop = new AbortController();

  constructor(nowMs: () => number) {
    this.#nowMs = nowMs;
  }

  get stopped(): boolean {
    return this.#stop.signal.aborted;
  }

  /** Something may be there to be received now. */
  notify(queueId: string): void {
    for (const wake of this.#waiting.get(queueId) ?? []) wake();
  }

  /** Until something arrives, the clock says `untilMs`, or the emulator closes. */
  wait(queueId: string, untilMs: number): Promise<void> {
    return new Promise((resolve) => {
      const waiting = this.#waiting.get(queueId) ?? new Set();
      this.#waiting.set(queueId, waiting);
      const { signal } = this.#stop;
      let timer: NodeJS.Timeout | undefined;
      const done = (): void => {
        clearTimeout(timer);
        waiting.delete(done);
        if (waiting.size === 0 && this.#waiting.get(queueId) === waiting) this.#waiting.delete(queueId);
        signal.removeEventListener('abort', done);
        resolve();
      };
      const look = (): void => {
        const leftMs = untilMs - this.#nowMs();
        if (leftMs <= 0 || signal.aborted) done();
        else timer = setTimeout(look, Math.min(leftMs, lookEveryMs));
      };
      waiting.add(done);
      signal.addEventListener('abort', done);
      look();
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stop.abort();
    // Those who waited write their trace and their answer before the state is closed.
    await new Promise((resolve) => setImmediate(resolve));
  }
}

const lookEveryMs = 50;

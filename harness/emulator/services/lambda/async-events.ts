/** Events of InvocationType Event on their way. Kept in memory only: they end with the emulator, as AWS's queue would not. */
export class AsyncEvents {
  readonly #pending = new Set<Promise<void>>();
  readonly #stop = new AbortController();

  /**
   * Runs `attempt` until it says that it is through. AWS tries a failing function twice more, after one and two minutes, and a throttled
   * one for up to six hours, a little later each time.
   */
  add(attempt: () => Promise<'through' | 'failed' | 'throttled'>): void {
    const run = this.#run(attempt).finally(() => this.#pending.delete(run));
    this.#pending.add(run);
  }

  stop(): void {
    this.#stop.abort();
  }

  async settled(): Promise<void> {
    await Promise.all(this.#pending);
  }

  async #run(attempt: () => Promise<'through' | 'failed' | 'throttled'>): Promise<void> {
    let failures = 0;
    let throttleMs = 1000;
    let throttledMs = 0;
    while (!this.#stop.signal.aborted) {
      const outcome = await attempt();
      if (outcome === 'through') return;
      if (outcome === 'failed') {
        failures += 1;
        if (failures > maxRetries) return;
        await this.#pause(failures * 60_000);
      } else {
        throttledMs += throttleMs;
        if (throttledMs > maxAgeMs) return;
        await this.#pause(throttleMs);
        throttleMs = Math.min(throttleMs * 2, 300_000);
      }
    }
  }

  #pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const { signal } = this.#stop;
      const timer = setTimeout(done, ms);
      signal.addEventListener('abort', done, { once: true });
      function done(): void {
        clearTimeout(timer);
        signal.removeEventListener('abort', done);
        resolve();
      }
    });
  }
}

const maxRetries = 2;
const maxAgeMs = 6 * 3_600_000;

import type { Partition } from '../../../accounts/state.ts';
import { lambdaTables } from '../state.ts';
import { pollMapping } from './poll-mapping.ts';
import type { FunctionRunner } from '../invoke-function.ts';

/** The event source mappings at work: one loop each, which ends by itself when its mapping is disabled or gone. */
export class Pollers {
  readonly #running: FunctionRunner;
  readonly #loops = new Map<string, Promise<void>>();
  readonly #stop = new AbortController();

  constructor(running: FunctionRunner) {
    this.#running = running;
  }

  /** Begins all that a former emulator was at. */
  start(): void {
    for (const partition of this.#running.host.state.partitionsOf('lambda')) {
      for (const [uuid] of lambdaTables(partition).eventSourceMappings.scan()) this.ensure(partition, uuid);
    }
  }

  /** Polls, if the mapping is enabled and nobody polls it yet. */
  ensure(partition: Partition, uuid: string): void {
    if (this.#loops.has(uuid) || this.#stop.signal.aborted) return;
    if (lambdaTables(partition).eventSourceMappings.get(uuid)?.enabled !== true) return;
    const loop = pollMapping(this.#running, partition, uuid, this.#stop.signal)
      .catch((error: unknown) => {
        // What nobody foresaw ends the emulator loudly, as any background work's failure does.
        this.#running.host.background(() => Promise.reject(error instanceof Error ? error : new Error(String(error))));
      })
      .finally(() => {
        this.#loops.delete(uuid);
        // It may have been enabled again just as its loop ended.
        this.ensure(partition, uuid);
      });
    this.#loops.set(uuid, loop);
  }

  stop(): void {
    this.#stop.abort();
  }

  async settled(): Promise<void> {
    await Promise.all(this.#loops.values());
  }
}

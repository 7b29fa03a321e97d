import type { Writable } from 'node:stream';

export interface BackgroundWork extends AsyncDisposable {
  start(task: () => Promise<void>): void;
}

/** Work that outlives an answer. Closing waits for it, and for what it starts meanwhile; a task that throws ends the process, after the log has it. */
export function backgroundWork(log: Writable): BackgroundWork {
  const running = new Set<Promise<void>>();
  return {
    start(task) {
      const promise = task()
        .catch((error: unknown) => {
          log.write(`background work: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
          process.nextTick(() => {
            throw error;
          });
        })
        .finally(() => running.delete(promise));
      running.add(promise);
    },
    async [Symbol.asyncDispose]() {
      while (running.size > 0) await Promise.all(running);
    },
  };
}

import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Dependencies } from '../template/graph.ts';

const mostAtOnce = 8;

/**
 * Does `work` for each id, after those that it needs and side by side where they are independent. Work that answers false failed:
 * what needs it is not begun, nor anything else where `stopAtFailure`; what is under way ends first.
 */
export async function runGraph(
  dependencies: Dependencies,
  work: (id: string) => Promise<boolean>,
  options: { readonly stopAtFailure: boolean },
): Promise<{ readonly failed: readonly string[] }> {
  const waiting = new Set(dependencies.keys());
  const done = new Set<string>();
  const failed: string[] = [];
  const running = new Map<string, Promise<void>>();
  const isReady = (id: string): boolean => [...(dependencies.get(id) ?? [])].every((need) => done.has(need) || !dependencies.has(need));
  const begin = (id: string): void => {
    waiting.delete(id);
    // Calls inside the emulator often need no I/O: without a turn of the event loop, nobody else would be answered meanwhile.
    const task = nextTurn()
      .then(() => work(id))
      .then((succeeded) => {
        if (succeeded) done.add(id);
        else failed.push(id);
        running.delete(id);
      });
    running.set(id, task);
  };
  for (;;) {
    const stopped = failed.length > 0 && options.stopAtFailure;
    const ready = stopped ? [] : [...waiting].filter(isReady);
    for (const id of ready.slice(0, mostAtOnce - running.size)) begin(id);
    if (running.size === 0) return { failed };
    await Promise.race(running.values());
  }
}

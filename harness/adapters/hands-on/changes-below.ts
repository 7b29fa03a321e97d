import { type FSWatcher, readdirSync, statSync, watch } from 'node:fs';
import { join, sep } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

export interface Batch {
  /** Absolute. */
  readonly paths: readonly string[];
  /** When the first of them was seen, as performance.now() has it. */
  readonly at: number;
}

/** Editors write a file in several steps. */
const settleMs = 15;

/** What is saved below a folder from now on, in batches, until the signal; nothing of node_modules and of what begins with a dot. */
export function changesBelow(root: string, signal: AbortSignal): AsyncIterable<Batch> {
  let paths = new Set<string>();
  let at = 0;
  let wake = Promise.withResolvers<void>();
  const watchers = new Map<string, FSWatcher>();
  const note = (path: string): void => {
    if (paths.size === 0) at = performance.now();
    paths.add(path);
    wake.resolve();
  };
  // Each folder by itself: node_modules may hold more folders than a system can watch.
  const follow = (name: string): void => {
    if (watchers.has(name) || isLeftOut(name) || !isFolder(join(root, name))) return;
    const watcher = watch(join(root, name), { recursive: true }, (_, below) => {
      if (below !== null && !below.split(sep).some(isLeftOut)) note(join(root, name, below));
    });
    watcher.once('error', () => watchers.delete(name));
    watchers.set(name, watcher);
  };
  const top = watch(root, (_, name) => {
    if (name === null || isLeftOut(name)) return;
    follow(name);
    note(join(root, name));
  });
  for (const name of readdirSync(root)) follow(name);
  const end = (): void => {
    for (const watcher of [top, ...watchers.values()]) watcher.close();
    wake.resolve();
  };
  if (signal.aborted) end();
  else signal.addEventListener('abort', end, { once: true });
  return {
    async *[Symbol.asyncIterator]() {
      // Asked before each wait too: the signal may come while a batch settles or is worked on.
      while (!signal.aborted) {
        await wake.promise;
        await pause(settleMs);
        const batch = { paths: [...paths], at };
        paths = new Set();
        wake = Promise.withResolvers();
        if (batch.paths.length > 0) yield batch;
      }
    },
  };
}

function isLeftOut(name: string): boolean {
  return name === 'node_modules' || name.startsWith('.');
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

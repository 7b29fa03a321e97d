import { availableParallelism, freemem } from 'node:os';

/** What a Node process that runs a function takes, measured with the sample (facts: 75 MiB for a bare one). */
const functionMiB = 100;

/** How many functions may run at once on this machine: a quarter of the free memory, and no more than the processors can keep busy. Above it callers get AWS's 429. */
export function functionsAtOnce(freeBytes: number = freemem(), processors: number = availableParallelism()): number {
  const byMemory = Math.floor(freeBytes / 4 / (functionMiB * 1024 * 1024));
  return Math.max(4, Math.min(byMemory, processors * 16));
}

/** How many containers of one function may be at work at once: a start takes a processor for half a second, and a warm one answers in 20 ms. */
export function containersAtOnce(processors: number = availableParallelism()): number {
  return Math.max(4, processors);
}

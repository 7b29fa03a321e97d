import { readFile } from 'node:fs/promises';

/** How often the machine is asked, in milliseconds. */
const everyMs = 200;

/**
 * What the work took of this machine's memory at its peak, in MiB: how much less the kernel called available (MemAvailable of /proc/meminfo) than
 * before it. The same measure for processes and for containers, whose shared pages and daemons a sum over processes would count twice or not at
 * all; whatever else starts on the machine meanwhile is in it. NaN where there is no /proc.
 */
export async function peakMiB<Done>(work: () => Promise<Done>): Promise<{ readonly done: Done; readonly peak: number }> {
  const before = await availableMiB();
  let least = before;
  const timer = setInterval(() => {
    void availableMiB().then((now) => {
      least = Math.min(least, now);
    });
  }, everyMs);
  try {
    const done = await work();
    return { done, peak: before - Math.min(least, await availableMiB()) };
  } finally {
    clearInterval(timer);
  }
}

async function availableMiB(): Promise<number> {
  if (process.platform !== 'linux') return Number.NaN;
  const kib = /^MemAvailable:\s+(\d+) kB$/m.exec(await readFile('/proc/meminfo', 'utf8'))?.[1];
  return Number(kib) / 1024;
}

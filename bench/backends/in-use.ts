import { readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';

/** How often the machine is asked, in milliseconds. */
const everyMs = 200;
const hardlyMiB = 8;

/**
 * What the work took of this machine's memory at its peak, in MiB: how much less the kernel called available (MemAvailable of /proc/meminfo) than
 * before it. The same measure for processes and for containers, whose shared pages and daemons a sum over processes would count twice or not at
 * all; whatever else starts on the machine meanwhile is in it. NaN where there is no /proc.
 */
export async function peakMiB<Done>(work: () => Promise<Done>): Promise<{ readonly done: Done; readonly peak: number }> {
  const before = await settledMiB();
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

/** When what was measured before has given back what it had: three looks in a row that hardly differ, or the last of thirty. */
async function settledMiB(): Promise<number> {
  let last = await availableMiB();
  if (Number.isNaN(last)) return last;
  for (let looks = 0, alike = 0; looks < 30 && alike < 3; looks += 1) {
    await pause(500);
    const now = await availableMiB();
    alike = Math.abs(now - last) < hardlyMiB ? alike + 1 : 0;
    last = now;
  }
  return last;
}

async function availableMiB(): Promise<number> {
  if (process.platform !== 'linux') return Number.NaN;
  const kib = /^MemAvailable:\s+(\d+) kB$/m.exec(await readFile('/proc/meminfo', 'utf8'))?.[1];
  return Number(kib) / 1024;
}

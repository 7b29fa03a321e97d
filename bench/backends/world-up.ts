import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Backend } from '../../harness/backends/backend.ts';
import { emptyWorld } from '../empty-world.ts';
import { peakMiB } from './in-use.ts';

/** A world of four environments, from nothing to up: its time in ms and its memory in MiB. */
export async function worldUp(backend: Backend): Promise<{ readonly ms: number; readonly peak: number }> {
  const out = await mkdtemp(join(tmpdir(), 'rehearse-bench-'));
  const { done, peak } = await peakMiB(async () => {
    const startedAt = performance.now();
    const world = await backend.start(emptyWorld(out));
    const ms = performance.now() - startedAt;
    // It is up sooner than the kernel has been looked at more than twice.
    await pause(1_000);
    return { world, ms };
  });
  await done.world[Symbol.asyncDispose]();
  await rm(out, { recursive: true, force: true });
  return { ms: done.ms, peak };
}

/** The least that could be called up: this process answers HTTP, and an empty Node process has been. */
export async function leastUp(): Promise<{ readonly ms: number; readonly peak: number }> {
  const { done, peak } = await peakMiB(async () => {
    const startedAt = performance.now();
    const server = createServer((_, response) => response.end());
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    spawnSync(process.execPath, ['-e', '0']);
    server.close();
    return performance.now() - startedAt;
  });
  return { ms: done, peak };
}

import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { cachedK6 } from './find-k6.ts';
import { guardAgainstOurDeath } from './guard.ts';
import { k6Module, K6MissingError, type K6Program } from './k6-program.ts';

const run = promisify(execFile);
const buildLimitMs = 20 * 60_000;

/** Whether there is a Go that can build k6: 1.21 is the first that fetches the toolchain a module asks for. */
export async function hasGo(): Promise<boolean> {
  try {
    const { stdout } = await run('go', ['version'], { timeout: 10_000 });
    const [, major = '0', minor = '0'] = /go(\d+)\.(\d+)/.exec(stdout) ?? [];
    return Number(major) > 1 || Number(minor) >= 21;
  } catch (error) {
    if (error instanceof Error) return false;
    throw error;
  }
}

/** Builds k6 into the cache, where the next run finds it: 3 to 6 minutes on two cores. Two builders at once are harmless. */
export async function buildK6(cacheDir: string, signal?: AbortSignal): Promise<K6Program> {
  const target = cachedK6(cacheDir);
  await mkdir(dirname(target), { recursive: true });
  const scratch = await mkdtemp(join(dirname(target), 'building-'));
  try {
    const env = { ...process.env, CGO_ENABLED: '0', GOBIN: scratch, GOFLAGS: '' };
    const building = run('go', ['install', '-trimpath', '-ldflags', '-s -w', k6Module], {
      env,
      timeout: buildLimitMs,
      maxBuffer: 32 * 1024 * 1024,
      ...(signal === undefined ? {} : { signal }),
    });
    const guard = guardAgainstOurDeath(['kill', '-s', 'KILL', String(building.child.pid)]);
    await building.finally(() => guard.release());
    await rename(join(scratch, 'k6'), target);
    return { kind: 'binary', path: target, from: 'cache' };
  } catch (error) {
    const stderr = error instanceof Error && 'stderr' in error ? String(error.stderr).trim().split('\n').at(-1) : String(error);
    throw new K6MissingError(`k6 could not be built: ${stderr ?? ''}`, error);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

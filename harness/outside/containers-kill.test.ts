import { type ChildProcess, execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { containers } from '../backends/containers.ts';
import { startRehearse } from './rehearse-command.ts';
import { leftInEngine } from './testing/left-in-engine.ts';

/**
 * Runs in containers are killed at moments that are drawn, and the next start on the machine takes away what they left. CONTAINER_KILLS=20 for
 * a thorough look.
 */
const kills = Number(process.env['CONTAINER_KILLS'] ?? 3);
/** From the first moment at which there may be a container of it, to about its end. */
const latestMs = 15_000;
const minutes = 60_000;
/** Skipped where no engine answers, which counts as failed in `npm run test:all`. */
const hasEngine = spawnSync('docker', ['info'], { stdio: 'ignore' }).status === 0;
const root = mkdtempSync(join(tmpdir(), 'rehearse-killed-'));

afterAll(() => rmSync(root, { recursive: true, force: true }));

/** The same numbers every time, from 0 to below 1. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** The runs whose containers, networks or volumes are there. */
function left(): readonly string[] {
  return [...new Set(leftInEngine(root).map((dataDir) => dataDir.slice(root.length + 1).split('/')[0] ?? ''))];
}

/** Containers on no network of ours and without a label would be found by nobody: all that there are, by name. */
function everyContainer(): ReadonlySet<string> {
  return new Set(execFileSync('docker', ['ps', '-a', '--format', '{{.Names}}'], { encoding: 'utf8' }).split('\n'));
}

/** Of the container's world that a start made in its folder; null where it had not got that far. */
function worldOf(name: string): string | null {
  const file = join(root, name, 'state/world/world.json');
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as { readonly id: string }).id : null;
}

async function untilItHasAWorld(name: string, run: ChildProcess): Promise<void> {
  while (worldOf(name) === null && run.exitCode === null && run.signalCode === null) await pause(20);
}

if (!hasEngine) {
  describe('runs in containers that are killed', () => {
    it('stand aside, without a container engine, only where there is nothing to start one with', () => {
      expect(existsSync(fileURLToPath(new URL('../../../shared/images', import.meta.url)))).toBe(false);
    });
  });
}

describe.skipIf(!hasEngine)('runs in containers that are killed', () => {
  it(
    `leave nothing after the next start: ${String(kills)} of them, at moments that are drawn`,
    async () => {
      const draw = seeded(5);
      const worlds: string[] = [];
      for (let kill = 0; kill < kills; kill += 1) {
        const name = `killed-${String(kill)}`;
        const afterMs = Math.round(draw() * latestMs);
        const run = startRehearse('run', '--backend', 'containers', '--out', join(root, name), '--to', 'local');
        await untilItHasAWorld(name, run.child);
        await Promise.race([pause(afterMs), run.ended]);
        run.child.kill('SIGKILL');
        await run.ended;
        worlds.push(worldOf(name) ?? 'none');
        // A start that got as far as a world of its own has taken the others' away.
        expect({ kill, afterMs, left: left().filter((other) => other !== name) }).toMatchObject({ left: [] });
      }
      const plan = { tooling: { account: '111111111110', region: 'eu-west-1' }, environments: [], seed: 1, lifetime: 'parent' } as const;
      const folders = { dataDir: join(root, 'next/state/world'), cacheDir: join(root, 'cache'), logsDir: join(root, 'next/logs') };
      await using next = await containers({ emulator: 'localstack', isolation: 'shared' }).start({ ...plan, ...folders });
      expect(next.fresh).toBe(true);
      expect(left()).toEqual(['next']);
      const names = [...everyContainer()].filter((name) => worlds.some((id) => name.includes(id)));
      expect({ worlds: new Set(worlds).size, names }).toEqual({ worlds: kills, names: [] });
    },
    kills * 2 * minutes,
  );
});

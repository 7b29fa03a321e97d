import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { readWorldFile } from '../backends/containers/world-file.ts';
import { type RehearseProcess, startRehearse } from './rehearse-command.ts';
import { leftInEngine } from './testing/left-in-engine.ts';

/** The whole backend on a real engine: skipped where none answers, which counts as failed in `npm run test:all`. */
const hasEngine = spawnSync('docker', ['info'], { stdio: 'ignore' }).status === 0;
const root = mkdtempSync(join(tmpdir(), 'rehearse-containers-'));
const approved = ['--approve-as', 'Priya Raman'] as const;
const minutes = 60_000;

afterAll(() => rmSync(root, { recursive: true, force: true }));

interface RecordRead {
  readonly outcome: string;
  readonly backend: { readonly kind: string; readonly missing: readonly string[] };
  readonly release: { readonly id: string };
  readonly artefacts: readonly { readonly name: string; readonly digest: string }[];
  readonly stages: readonly { readonly environment: string; readonly outcome: string }[];
}

const recordIn = (out: string): RecordRead => JSON.parse(readFileSync(join(out, 'rehearsal.json'), 'utf8')) as RecordRead;

/** With what it said, so that a failed test shows it. */
async function endOf(run: RehearseProcess): Promise<{ readonly exitCode: number | null; readonly said: string }> {
  return { exitCode: await run.ended, said: run.said() };
}

if (!hasEngine) {
  describe('the containers backend', () => {
    it('stands aside, without a container engine, only where there is nothing to start one with', () => {
      expect(existsSync(fileURLToPath(new URL('../../../shared/images', import.meta.url)))).toBe(false);
    });
  });
}

describe.skipIf(!hasEngine)('the containers backend', () => {
  it(
    'releases what the embedded one releases, byte for byte, and leaves nothing behind, nor of a run that was killed before',
    async () => {
      const killed = startRehearse('run', '--backend', 'containers', '--out', join(root, 'killed'), ...approved);
      await killed.until('dev account');
      killed.child.kill('SIGKILL');
      await killed.ended;
      expect(leftInEngine(root).length).toBeGreaterThan(0);

      const out = join(root, 'containers');
      const run = startRehearse('run', '--backend', 'containers', '--out', out, ...approved);
      expect(await endOf(run)).toMatchObject({ exitCode: 0 });
      expect(leftInEngine(root)).toEqual([]);

      const embedded = startRehearse('run', '--to', 'local', '--out', join(root, 'embedded'), ...approved);
      expect(await endOf(embedded)).toMatchObject({ exitCode: 0 });
      const [record, reference] = [recordIn(out), recordIn(join(root, 'embedded'))];
      expect(record.outcome).toBe('released');
      expect(record.stages.map(({ outcome }) => outcome)).toEqual(['passed', 'passed', 'passed', 'passed']);
      expect(record.release.id).toBe(reference.release.id);
      expect(record.artefacts).toEqual(reference.artefacts);
      expect(record.backend.kind).toBe('containers');
      expect(record.backend.missing).toEqual(expect.arrayContaining(['iam-enforcement', 'signatures', 'trust-policies', 'alias-weights']));
    },
    15 * minutes,
  );

  it(
    'goes on with the containers of a run that was killed',
    async () => {
      const out = join(root, 'resumed');
      const args = ['run', '--backend', 'containers', '--out', out, '--to', 'dev', ...approved];
      const killed = startRehearse(...args);
      await killed.until('dev account');
      killed.child.kill('SIGKILL');
      await killed.ended;
      const before = await readWorldFile(join(out, 'state', 'world'));

      const resumed = startRehearse(...args, '--resume');
      expect(await endOf(resumed)).toMatchObject({ exitCode: 0 });
      expect((await readWorldFile(join(out, 'state', 'world')))?.id).toBe(before?.id);
      expect(recordIn(out).outcome).toBe('released');
      expect(leftInEngine(root)).toEqual([]);
    },
    10 * minutes,
  );

  it(
    'goes on in a new world, with what was built, after Ctrl-C, a Postgres that died and an emulator that did',
    async () => {
      const out = join(root, 'gone');
      const args = ['run', '--backend', 'containers', '--out', out, '--to', 'local', ...approved];
      const interrupted = startRehearse(...args);
      await interrupted.until('migrate');
      interrupted.child.kill('SIGINT');
      expect(await interrupted.ended).toBe(130);
      expect(leftInEngine(root)).toEqual([]);
      const built = readFileSync(join(out, 'artefacts', 'build-manifest.json'), 'utf8');

      for (const [part, word] of [
        ['postgres', 'Postgres of local'],
        ['emulators', 'LocalStack'],
      ] as const) {
        const struck = startRehearse(...args, '--resume');
        await struck.until('local account');
        const file = await readWorldFile(join(out, 'state', 'world'));
        const victim = file?.containers?.[part][0]?.container ?? 'none';
        execFileSync('docker', ['kill', '--signal', 'KILL', victim], { stdio: 'ignore' });
        expect(await endOf(struck)).toMatchObject({
          exitCode: 3,
          said: expect.stringContaining(`${word} ended by itself (exit code 137)`) as string,
        });
        expect(leftInEngine(root)).toEqual([]);
      }

      const resumed = startRehearse(...args, '--resume');
      expect(await endOf(resumed)).toMatchObject({ exitCode: 0 });
      expect(recordIn(out).outcome).toBe('released');
      expect(readFileSync(join(out, 'artefacts', 'build-manifest.json'), 'utf8')).toBe(built);
      expect(leftInEngine(root)).toEqual([]);
    },
    10 * minutes,
  );

  it(
    'leaves a kept world up until a new run in its folder',
    async () => {
      const args = ['run', '--backend', 'containers', '--out', join(root, 'kept'), '--to', 'local', ...approved];
      const kept = startRehearse(...args, '--keep');
      expect(await endOf(kept)).toMatchObject({ exitCode: 0 });
      expect(leftInEngine(root).length).toBeGreaterThan(0);

      const next = startRehearse(...args);
      expect(await endOf(next)).toMatchObject({ exitCode: 0 });
      expect(leftInEngine(root)).toEqual([]);
    },
    10 * minutes,
  );
});

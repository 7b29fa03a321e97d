import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { afterAll, describe, expect, it } from 'vitest';
import { startRehearse } from './rehearse-command.ts';
import { leftInEngine } from './testing/left-in-engine.ts';

/**
 * The container engine is restarted in the middle of a run. That ends whatever else the engine runs, so it is asked for by name:
 * RESTART_ENGINE is the shell command that restarts it and returns when it answers again. Without it this file is not among the suites.
 */
const restart = process.env['RESTART_ENGINE'] ?? '';
const root = mkdtempSync(join(tmpdir(), 'rehearse-restarted-'));
const minutes = 60_000;

afterAll(() => rmSync(root, { recursive: true, force: true }));

describe('an engine that is restarted in the middle of a run', () => {
  it.each(['local account', 'dev account'])(
    'ends it with exit 3 after "%s", which says so, and --resume goes on with what was built',
    { timeout: 10 * minutes },
    async (moment) => {
      const out = join(root, moment.replace(' ', '-'));
      const args = ['run', '--backend', 'containers', '--out', out, '--to', 'dev', '--approve-as', 'Priya Raman'];
      const struck = startRehearse(...args);
      try {
        await struck.until(moment);
        execFileSync('bash', ['-c', restart], { stdio: ['ignore', 'ignore', 'pipe'] });
      } catch (error) {
        struck.child.kill('SIGTERM');
        throw error;
      }
      expect({ exitCode: await struck.ended, said: struck.said() }).toMatchObject({
        exitCode: 3,
        said: expect.stringMatching(/(ended by itself|The container engine went away in the middle) .*--resume/s) as string,
      });
      const built = readFileSync(join(out, 'artefacts', 'build-manifest.json'), 'utf8');

      const resumed = startRehearse(...args, '--resume');
      expect({ exitCode: await resumed.ended, said: resumed.said() }).toMatchObject({ exitCode: 0 });
      expect(JSON.parse(readFileSync(join(out, 'rehearsal.json'), 'utf8'))).toMatchObject({ outcome: 'released' });
      expect(readFileSync(join(out, 'artefacts', 'build-manifest.json'), 'utf8')).toBe(built);
      expect(leftInEngine(root)).toEqual([]);
    },
  );
});

import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, statfsSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { removeRun } from '../adapters/rehearsal/out-folder.ts';
import { type CommandEnd, leftovers, startCommand, startRun } from './testing/command-run.ts';
import { stepsIn } from './testing/kill-run.ts';
import { rehearsedProject } from './testing/rehearsed-project.ts';

const project = rehearsedProject('bad-input');
const limit = { timeout: 240_000 };

afterAll(async () => {
  await removeRun(project.out);
  rmSync(project.scratch, { recursive: true, force: true });
});

/** A PATH with git and a shell, and no tool that a rehearsal would find or build. */
function barePath(): string {
  const folder = join(project.scratch, 'bin');
  mkdirSync(folder, { recursive: true });
  for (const tool of ['git', 'sh', 'ps']) {
    const at = execFileSync('/bin/sh', ['-c', `command -v ${tool}`], { encoding: 'utf8' }).trim();
    if (!existsSync(join(folder, tool))) symlinkSync(at, join(folder, tool));
  }
  return folder;
}

function run(out: string, env: NodeJS.ProcessEnv): Promise<CommandEnd> {
  return startCommand(project, ['run', project.folder, '--out', out], { env }).ended;
}

const { K6_BIN: _, ...withoutK6Bin } = process.env;

const installLine = /^error k6 is not on this machine, and neither is a Go that could build it\.\n {2}.*go install go\.k6\.io\/k6@v/;

describe('without k6', () => {
  const bare = { ...withoutK6Bin, PATH: barePath(), REHEARSE_CACHE: join(project.scratch, 'empty-cache') };

  it('and without Go the run ends in its first second, with the line that installs it', limit, async () => {
    const took: { help: number[]; run: number[] } = { help: [], run: [] };
    // What starting the command takes on a busy machine is not the run's: the quickest of some tells.
    for (let attempt = 0; attempt < 4; attempt += 1) {
      took.help.push((await startCommand(project, ['--help'], { env: bare }).ended).tookMs);
      const { code, stderr, tookMs } = await run(join(project.scratch, 'no-k6'), bare);
      took.run.push(tookMs);
      expect({ code, stderr }).toEqual({ code: 3, stderr: expect.stringMatching(installLine) as string });
    }
    expect(Math.min(...took.run) - Math.min(...took.help)).toBeLessThan(1_000);
    expect(existsSync(join(project.scratch, 'no-k6'))).toBe(false);
  });

  it('that K6_BIN names the run says so', async () => {
    const { code, stderr } = await run(join(project.scratch, 'no-k6'), { ...bare, K6_BIN: '/nowhere/k6' });
    expect({ code, stderr }).toEqual({
      code: 3,
      stderr: expect.stringContaining("K6_BIN names /nowhere/k6, which can't be run.") as string,
    });
  });
});

describe('--out', () => {
  it.each([
    ['files of somebody else', ['notes.txt']],
    ['folders that are called as ours are', ['docs/notes.txt', 'state/app.json']],
  ])('with %s is refused, and nothing in it is touched', async (name, files) => {
    const out = join(project.scratch, name.replaceAll(' ', '-'));
    for (const file of files) {
      mkdirSync(join(out, file, '..'), { recursive: true });
      writeFileSync(join(out, file), 'mine');
    }
    const { code, stderr } = await run(out, process.env);
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining("which is no rehearsal's") as string });
    expect(files.map((file) => readFileSync(join(out, file), 'utf8'))).toEqual(files.map(() => 'mine'));
  });

  it('that another run works in is refused to a second one, and the first one goes on', limit, async () => {
    const first = startRun(project, ['--to', 'local']);
    await first.until(() => existsSync(join(project.out, 'state/run.json')));
    for (const more of [[], ['--resume']]) {
      const { code, stderr } = await startRun(project, more).ended;
      expect({ code, stderr }).toEqual({
        code: 3,
        stderr: expect.stringContaining(`Another rehearsal (process ${first.child.pid}) is at work in ${project.out}.`) as string,
      });
    }
    const { code, stderr } = await first.ended;
    expect({ code, stderr }).toMatchObject({ code: 0 });
  });

  it('without a run has nothing to resume', async () => {
    const { code, stderr } = await startCommand(project, ['run', project.folder, '--resume', '--out', join(project.scratch, 'none')]).ended;
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining('Start one without --resume.') as string });
  });
});

describe('a Node that is too old', () => {
  it('says so, and how to get one', async () => {
    const old = join(project.scratch, 'old-node.cjs');
    writeFileSync(old, "Object.defineProperty(process.versions, 'node', { value: '20.20.2' });");
    const { code, stderr } = await startCommand(project, ['run'], { env: { ...process.env, NODE_OPTIONS: `--require ${old}` } }).ended;
    expect({ code, stderr }).toEqual({
      code: 3,
      stderr:
        'error this is Node 20.20.2; rehearse needs 22.18 or newer\n  npm ci brings Node 24: run it as "npm run rehearse" or "npx rehearse".\n',
    });
  });

  it.runIf(existsSync('/usr/bin/node'))('is heard by the machine’s own', async () => {
    const version = execFileSync('/usr/bin/node', ['--version'], { encoding: 'utf8' }).trim();
    const { code, stderr } = await startCommand(project, ['--help'], { node: '/usr/bin/node' }).ended;
    const isOld = Number(/^v(\d+)/.exec(version)?.[1]) < 22;
    expect({ code, saysSo: stderr.includes(`this is Node ${version.slice(1)}`) }).toEqual(
      isOld ? { code: 3, saysSo: true } : { code: 0, saysSo: false },
    );
  });
});

const canMount = process.getuid?.() === 0 && process.platform === 'linux';

describe.runIf(canMount)('a disk that is full', () => {
  const mount = (...args: string[]): void => {
    execFileSync('mount', args);
  };
  const fullSentence = /^error .*(is full|disk is full).*\n/m;

  it('is said in a sentence with exit 3, at the start and in the middle, and a run goes on when there is room', limit, async () => {
    const small = rehearsedProject('disk');
    mkdirSync(small.out);
    mount('-t', 'tmpfs', '-o', 'size=60m,mode=755', 'rehearsal', small.out);
    try {
      const atStart = await startRun(small, ['--to', 'local']).ended;
      expect(atStart).toMatchObject({ code: 3, stderr: expect.stringMatching(fullSentence) as string });
      mount('-o', 'remount,size=800m', small.out);
      const run = startRun(small, ['--to', 'local', ...(existsSync(join(small.out, 'state/run.json')) ? ['--resume'] : [])]);
      await run.until(() => stepsIn(small).length > 0);
      fill(small.out);
      const inTheMiddle = await run.ended;
      expect(inTheMiddle).toMatchObject({ code: 3, stderr: expect.stringMatching(fullSentence) as string });
      expect(await leftovers(small, 10_000)).toEqual([]);
      rmSync(join(small.out, ballast));
      const { code, stderr } = await startRun(small, ['--to', 'local', '--resume']).ended;
      expect({ code, stderr }).toEqual({ code: 0, stderr: expect.stringContaining('\nreleased in ') as string });
    } finally {
      execFileSync('umount', ['--lazy', small.out]);
      rmSync(small.scratch, { recursive: true, force: true });
    }
  });
});

const ballast = '.ballast';

function fill(folder: string): void {
  const { bavail, bsize } = statfsSync(folder);
  try {
    writeFileSync(join(folder, ballast), Buffer.alloc(bavail * bsize));
  } catch (error) {
    // Others took the last of it meanwhile.
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error;
  }
}

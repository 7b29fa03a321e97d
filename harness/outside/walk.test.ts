import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { type CommandEnd, leftovers, startCommand } from './testing/command-run.ts';
import { type RehearsedProject, rehearsedProject } from './testing/rehearsed-project.ts';
import { processesIn } from './testing/run-processes.ts';

/** A new user's walk, command after command, in a repository of its own: each step stands on the one before. */
let project: RehearsedProject;
const limit = { timeout: 180_000 };

beforeAll(() => {
  project = rehearsedProject('walk');
});

afterAll(async () => {
  await rehearse('down', '--out', project.out);
  rmSync(project.scratch, { recursive: true, force: true });
});

async function rehearse(...args: readonly string[]): Promise<CommandEnd> {
  return await startCommand(project, args, { env: { ...process.env, REHEARSE_CACHE: join(project.scratch, 'cache'), K6_BIN: '' } }).ended;
}

async function inWorld(...args: readonly string[]): Promise<CommandEnd> {
  return await rehearse(...args, '--out', project.out);
}

/** Where traffic is wanted: with k6 as this machine has it, which the walk's own cache has not. */
async function onPath(...args: readonly string[]): Promise<CommandEnd> {
  const env = { ...process.env, REHEARSE_CACHE: join(project.scratch, 'cache'), K6_BIN: k6() };
  return await startCommand(project, [...args, '--out', project.out], { env }).ended;
}

function k6(): string {
  const named = process.env['K6_BIN'] ?? '';
  const cache = process.env['REHEARSE_CACHE'] ?? join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'dress-rehearsal');
  const folder = join(cache, 'k6');
  const found = existsSync(folder) ? readdirSync(folder).find((name) => name.startsWith('k6-')) : undefined;
  return named !== '' || found === undefined ? named : join(folder, found);
}

function changedFiles(): readonly string[] {
  const text = execFileSync('git', ['-C', project.folder, 'status', '--porcelain', '--ignored'], { encoding: 'utf8' });
  return text.split('\n').filter((line) => line !== '');
}

describe('first steps', () => {
  it('init writes a rehearsal.yaml from what the repository holds, and overwrites none', limit, async () => {
    const kept = readFileSync(join(project.folder, 'rehearsal.yaml'), 'utf8');
    const refused = await rehearse('init', project.folder);
    expect([refused.code, refused.stderr]).toEqual([2, expect.stringContaining('is there already')]);
    const { code, stdout } = await rehearse('init', project.folder, '--force');
    expect([code, stdout]).toEqual([0, expect.stringContaining('wrote ')]);
    const written = parse(readFileSync(join(project.folder, 'rehearsal.yaml'), 'utf8')) as {
      modules: Record<string, { functions: object }>;
    };
    expect(Object.keys(written.modules['MOD-001']?.functions ?? {})).toEqual(['create-payment', 'read-payment']);
    expect(kept).not.toBe('');
    // The walk goes on with what its authors wrote.
    execFileSync('git', ['-C', project.folder, 'checkout', '--quiet', '--', '.']);
    rmSync(join(project.folder, 'rehearsal-topology.yaml'), { force: true });
  });

  it('doctor says what this machine has', limit, async () => {
    const { code, stdout } = await rehearse('doctor', '--json');
    const { ready, findings } = JSON.parse(stdout) as { ready: boolean; findings: readonly { name: string; ok: boolean }[] };
    expect({ code, node: findings.find(({ name }) => name === 'node')?.ok }).toEqual({ code: ready ? 0 : 3, node: true });
  });
});

describe('a world for hands', () => {
  it('comes up with the commit in the first environment', limit, async () => {
    const { code, stderr } = await inWorld('up', project.folder);
    expect({ code, stderr }).toMatchObject({ code: 0 });
    const { stdout } = await inWorld('status', '--json');
    const status = JSON.parse(stdout) as {
      up: boolean;
      healthy: boolean;
      environments: readonly { functions: readonly { digest: string }[] }[];
    };
    expect([status.up, status.healthy, status.environments.length]).toEqual([true, true, 4]);
    expect(status.environments[0]?.functions.map(({ digest }) => digest.slice(0, 7))).toEqual(['sha256:', 'sha256:']);
  });

  it('is not brought up twice', limit, async () => {
    const { code, stderr } = await inWorld('up', project.folder);
    expect([code, stderr]).toEqual([0, expect.stringContaining('it is up already')]);
  });

  it('hands its credentials, database and addresses to a shell', limit, async () => {
    const { code, stdout } = await inWorld('env', 'local');
    const shell = execFileSync('bash', ['-c', `${stdout}\necho "$AWS_ENDPOINT_URL $DATABASE_URL $API_URL_CREATE_PAYMENT"`], {
      encoding: 'utf8',
    });
    expect([code, shell]).toEqual([0, expect.stringMatching(/^http:\/\/127\S+ postgres:\/\/\S+ http:\/\/127/)]);
  });

  it('names the environments that there are to who names another', limit, async () => {
    const { code, stderr } = await inWorld('env', 'staging');
    expect([code, stderr]).toEqual([2, expect.stringContaining('There are: local, dev, uat, production')]);
  });

  it('invokes a function, and exits 1 where it fails', limit, async () => {
    const event = {
      version: '2.0',
      rawPath: '/nothing',
      requestContext: { requestId: 'walk', http: { method: 'GET', path: '/nothing' } },
      headers: {},
    };
    const good = await inWorld('invoke', 'local', 'read-payment', '--payload', JSON.stringify(event));
    expect([good.code, good.stdout]).toEqual([0, expect.stringContaining('404')]);
    expect(good.stderr).toContain('REPORT RequestId');
    const bad = await inWorld('invoke', 'local', 'read-payment');
    expect([bad.code, bad.stdout]).toEqual([1, expect.stringContaining('errorType')]);
  });

  it('shows what functions wrote', limit, async () => {
    const { code, stdout } = await inWorld('logs', 'local', 'read-payment', '--since', '10m', '--json');
    const messages = stdout.split('\n').filter((line) => line !== '');
    expect([code, messages.some((line) => (JSON.parse(line) as { message: string }).message.startsWith('REPORT'))]).toEqual([0, true]);
  });

  it('asks its database', limit, async () => {
    const { code, stdout } = await inWorld('psql', 'local', '-c', 'select count(*)::int as n from payments', '--json');
    expect([code, JSON.parse(stdout)]).toEqual([0, [{ n: expect.any(Number) as number }]]);
  });

  it('brings one environment back to how it came up, and leaves the others alone', limit, async () => {
    for (const name of ['local', 'dev']) await inWorld('psql', name, '--migrator', '-c', 'create table scratch ()');
    const { code, stderr } = await inWorld('reset', 'local');
    expect({ code, stderr }).toMatchObject({ code: 0 });
    const has = async (name: string): Promise<unknown> =>
      JSON.parse((await inWorld('psql', name, '-c', "select to_regclass('scratch') is not null as has", '--json')).stdout) as unknown;
    expect([await has('local'), await has('dev')]).toEqual([[{ has: false }], [{ has: true }]]);
  });
});

describe('a release on its path', () => {
  it('has a plan, which changes nothing', limit, async () => {
    const { code, stdout } = await onPath('plan', project.folder, '--json');
    const plan = JSON.parse(stdout) as { world: string; stages: readonly { environment: string; changes: readonly unknown[] }[] };
    expect([code, plan.world, plan.stages.map(({ environment }) => environment)]).toEqual([
      0,
      'kept',
      ['local', 'dev', 'uat', 'production'],
    ]);
    expect(plan.stages.map(({ changes }) => changes.length > 0)).toEqual([false, true, true, true]);
  });

  it('skips no stage', limit, async () => {
    const { code, stderr } = await onPath('promote', 'uat');
    expect([code, stderr]).toEqual([1, expect.stringContaining('uat takes only what dev has passed')]);
  });

  it('is known by its names alone', limit, async () => {
    const { code, stderr } = await onPath('promote', 'dev', '--release', 'v9.9.9');
    expect([code, stderr]).toEqual([2, expect.stringContaining('there is no release "v9.9.9"')]);
  });

  it.each(['dev', 'uat'])('is promoted to %s', limit, async (environment) => {
    const { code, stderr } = await onPath('promote', environment);
    expect({ code, stderr }).toMatchObject({ code: 0 });
  });

  it('waits for a person who may, and goes on', limit, async () => {
    const waiting = await onPath('promote', 'production');
    expect([waiting.code, waiting.stderr]).toEqual([1, expect.stringContaining('rehearse approve production --as')]);
    const refused = await onPath('approve', 'production', '--as', 'Tomás Herrera');
    expect([refused.code, refused.stderr]).toEqual([1, expect.stringContaining('for production it takes release-manager')]);
    expect((await onPath('approve', 'production', '--as', 'Priya Raman')).code).toBe(0);
    const { code, stderr } = await onPath('promote', 'production');
    expect({ code, stderr }).toMatchObject({ code: 0 });
  });

  it('is asked one gate alone', limit, async () => {
    const { code, stdout } = await onPath('run', '--only', 'production/smoke');
    expect([code, stdout]).toEqual([0, expect.stringContaining('production/smoke passed')]);
  });

  it('is rolled back, and only to what was there', limit, async () => {
    const never = await onPath('rollback', 'production', '--to', 'v0.0.1', '--as', 'Priya Raman');
    expect([never.code, never.stderr]).toEqual([2, expect.stringContaining('was never deployed to production: there was v')]);
    const { code, stdout } = await onPath('rollback', 'production', '--as', 'Priya Raman');
    expect([code, stdout]).toEqual([0, expect.stringContaining('production is back at v')]);
    expect((await onPath('evidence', 'verify')).stdout).toContain('rehearsal.json is what the ledger says: rolled-back');
  });

  it('comes again by promotion alone', limit, async () => {
    const { code, stderr } = await onPath('promote', 'production');
    expect({ code, stderr }).toMatchObject({ code: 0 });
  });

  it('leaves evidence that holds', limit, async () => {
    const { code, stdout } = await onPath('evidence', 'verify');
    expect([code, stdout]).toEqual([0, expect.stringContaining('rehearsal.json is what the ledger says: released')]);
    const compared = await rehearse('compare', project.out, project.out);
    expect([compared.code, compared.stdout]).toEqual([0, 'nothing differs\n']);
  });
});

describe('the end', () => {
  it('goes down and leaves nothing running', limit, async () => {
    const { code, stdout } = await inWorld('down');
    expect([code, stdout]).toEqual([0, 'the world is down\n']);
    expect(await leftovers(project, 10_000)).toEqual([]);
    expect((await inWorld('status')).stdout).toContain('no world is up here');
  });

  it('cleans up after itself, and nothing else was written', limit, async () => {
    const { code, stdout } = await inWorld('clean', '--cache');
    expect([code, stdout]).toEqual([0, expect.stringMatching(/removed [\d.]+ MiB/)]);
    expect([existsSync(project.out), changedFiles()]).toEqual([false, []]);
    expect(readdirSync(project.scratch).toSorted()).toEqual(expect.arrayContaining(['cwd', 'payments']) as string[]);
    expect(readdirSync(join(project.scratch, 'cwd'))).toEqual([]);
    expect(processesIn(project.scratch)).toEqual([]);
  });
});

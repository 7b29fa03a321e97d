import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDatabase, info, migrate, removeCluster, snapshotSchema, startPostgres, validate, withClient } from '../postgres/index.ts';
import type { Connection, FlywayOptions, RunningPostgres } from '../postgres/index.ts';
import { findFlyway } from './flyway-cli.ts';
import type { FlywayOutput } from './flyway-cli.ts';
import { fixtures, outOfScope } from './flyway-fixtures.ts';
import type { FixtureName } from './flyway-fixtures.ts';
import { scenarios } from './flyway-scenarios.ts';
import { findInstalledPostgres, type StartedPostgres, startInstalledPostgres } from './installed-postgres.ts';
import type { FlywayStep } from './flyway-scenarios.ts';

/** What both tools said and did, in one form. */
interface Said {
  readonly verdict: string;
  readonly findings: readonly unknown[];
}

const flyway = findFlyway();
/** What `flyway:workingDirectory` is for the other one: its container's, or ours. */
const workingDirectory = flyway?.name.startsWith('flyway/') === true ? '/flyway' : process.cwd();
let root: string;

/** A server that the one migrates in, and one for the other. */
interface Pair {
  readonly theirs: Pick<RunningPostgres, 'connection'>;
  readonly ours: Pick<RunningPostgres, 'connection'>;
}

interface ServerKind {
  readonly name: string;
  readonly start: (folder: string) => Promise<StartedPostgres>;
}

const installed = findInstalledPostgres(15);
const servers: readonly ServerKind[] = [
  { name: 'PostgreSQL 17', start: startEmbedded },
  ...(installed === null
    ? []
    : [{ name: 'PostgreSQL 15', start: (folder: string) => startInstalledPostgres(installed, folder) } satisfies ServerKind]),
];

async function startEmbedded(dataDir: string): Promise<StartedPostgres> {
  const running = await startPostgres({ dataDir, lifetime: 'parent', log: () => undefined });
  return {
    connection: running.connection,
    [Symbol.asyncDispose]: async () => {
      await running[Symbol.asyncDispose]();
      await removeCluster(dataDir);
    },
  };
}

const folderOf = (name: FixtureName): string => join(root, 'folders', name);

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'flyway-test-'));
  // The user that postgres runs as goes through it.
  await chmod(root, 0o755);
  for (const [name, files] of Object.entries(fixtures)) {
    for (const [path, text] of Object.entries(files)) {
      const file = join(root, 'folders', name, path);
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, text);
    }
  }
}, 120_000);

afterAll(() => rm(root, { recursive: true, force: true }));

async function freshDatabase(server: Pair['ours'], before: string | undefined): Promise<Connection> {
  await withClient(server.connection, async (client) => {
    await client.query('DROP DATABASE IF EXISTS ledger WITH (FORCE)');
    await client.query(`DO $$ BEGIN CREATE ROLE flyway_helper; EXCEPTION WHEN duplicate_object THEN NULL; END $$`);
  });
  const { migrator } = await createDatabase(server.connection, {
    database: 'ledger',
    migrator: { user: 'migrator', password: 'm' },
    application: { user: 'application', password: 'a' },
  });
  await withClient(server.connection, (client) => client.query('GRANT flyway_helper TO migrator'));
  if (before) await withClient(migrator, (client) => client.query(before));
  return migrator;
}

async function history(
  connection: Connection,
  { schema = 'public', table = 'flyway_schema_history' }: FlywayStep,
): Promise<readonly unknown[]> {
  return withClient(connection, async (client) => {
    const { rows: exists } = await client.query(`SELECT 1 FROM pg_tables WHERE schemaname = $1 AND tablename = $2`, [schema, table]);
    if (exists.length === 0) return ['no history table'];
    const { rows } = await client.query(
      `SELECT installed_rank, version, description, type, script, checksum, installed_by, success FROM "${schema}"."${table}" ORDER BY installed_rank`,
    );
    return rows as readonly unknown[];
  });
}

/** Rows of every table but the history, so that what the scripts wrote is compared too. */
async function rows(connection: Connection): Promise<readonly unknown[]> {
  return withClient(connection, async (client) => {
    const { rows: tables } = await client.query<{ name: string }>(
      `SELECT c.oid::regclass::text AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE c.relkind IN ('r', 'v') AND n.nspname NOT LIKE 'pg_%' AND n.nspname <> 'information_schema'
       AND c.relname NOT IN ('flyway_schema_history', 'hist2') ORDER BY c.oid::regclass::text`,
    );
    const found: unknown[] = [];
    for (const { name } of tables) found.push([name, (await client.query(`SELECT t::text FROM ${name} t ORDER BY t::text`)).rows]);
    return found;
  });
}

const place = (step: FlywayStep, path: string | null): string => (path ?? '').replace(`${folderOf(step.folder)}/`, '');

function theySaid(step: FlywayStep, { exitCode, output }: { exitCode: number; output: FlywayOutput }): Said {
  const { error } = output;
  if (step.command === 'validate' && output.validationSuccessful !== undefined) {
    const findings = (output.invalidMigrations ?? []).map((one) => ({
      code: one.errorDetails.errorCode,
      message: one.errorDetails.errorMessage,
      version: one.version,
      description: one.description,
      path: place(step, one.filepath),
    }));
    return { verdict: output.validationSuccessful ? 'valid' : 'invalid', findings };
  }
  if (step.command === 'info' && !error) {
    const list = (output.migrations ?? []).map(({ version, description, type, state }) => ({ version, description, type, state }));
    return { verdict: `info ${output.schemaVersion ?? ''}`, findings: list };
  }
  if (!error) {
    const applied = (output.migrations ?? []).map(({ version, description, type, filepath }) => [
      version,
      description,
      type,
      place(step, filepath),
    ]);
    return { verdict: `migrated, exit ${exitCode}`, findings: applied };
  }
  const sqlState = /SQL State {2}: (\w+)/.exec(error.message)?.[1];
  const line = /Line {7}: (\d+)/.exec(error.message)?.[1];
  if (sqlState) return { verdict: 'failed', findings: [sqlState, line] };
  return { verdict: 'refused', findings: [error.message] };
}

async function weSaid(step: FlywayStep, connection: Connection): Promise<Said> {
  const { command, folder, ...settings } = step;
  const options: FlywayOptions = { workingDirectory, ...settings, connection, location: folderOf(folder) };
  if (command === 'validate') {
    const result = await validate(options);
    if (result.kind === 'rejected') return { verdict: 'refused', findings: result.problems.map(({ message }) => message) };
    const problems = result.kind === 'invalid' ? result.problems : [];
    return {
      verdict: result.kind,
      findings: problems.map(({ code, message, version, description, path }) => ({
        code,
        message,
        version: version ?? '',
        description,
        path: place(step, path),
      })),
    };
  }
  if (command === 'info') {
    const result = await info(options);
    if (result.kind === 'rejected') return { verdict: 'refused', findings: result.problems.map(({ message }) => message) };
    const list = result.migrations.map(({ version, description, type, state }) => ({ version: version ?? '', description, type, state }));
    return { verdict: `info ${result.version ?? ''}`, findings: list };
  }
  const result = await migrate(options);
  switch (result.kind) {
    case 'migrated':
      return {
        verdict: 'migrated, exit 0',
        findings: result.applied.map(({ version, description, type, script }) => [version ?? '', description, type, script]),
      };
    case 'failed': {
      const { sqlState, line, message } = result.failure;
      return sqlState
        ? { verdict: 'failed', findings: [sqlState, line === null ? undefined : String(line)] }
        : { verdict: 'refused', findings: [message] };
    }
    case 'invalid':
      return { verdict: 'refused', findings: result.problems.map(({ message }) => message) };
    case 'rejected':
      return { verdict: 'refused', findings: result.problems.map(({ message }) => message) };
  }
}

/**
 * A refusal is one text there and may be several problems here: ours count as the same when theirs has their every line (in which order it
 * names two offenders is up to a hash).
 */
function alike(they: Said, we: Said): Said {
  // 1 and 1.0 are one version: which of two offenders names it is up to the same hash.
  const oneVersion = (text: string): string => text.replaceAll(/(with version \d+)(?:\.0)+$/gm, '$1');
  const theirText = oneVersion(String(they.findings[0]));
  const lines = we.findings.flatMap((message) => oneVersion(String(message)).split('\n'));
  return they.verdict === 'refused' && we.verdict === 'refused' && lines.every((line) => theirText.includes(line)) ? they : we;
}

/** What a database looks like: the history but for times, every other row, the structure. */
async function traces(server: Pair['ours'], connection: Connection, step: FlywayStep): Promise<object> {
  const { text } = await snapshotSchema({ ...server.connection, database: 'ledger' }, { using: 'catalogues' });
  // What ${flyway:timestamp} put into a comment: each ran at a time of its own, in the same form.
  const structure = text.replaceAll(/\d{4}-\d\d-\d\d \d\d:\d\d:\d\d/g, 'yyyy-MM-dd HH:mm:ss');
  return { history: await history(connection, step), rows: await rows(connection), structure };
}

describe.runIf(flyway !== null).each(servers)(`beside the real Flyway (${flyway?.name}) on $name`, ({ name: server, start }) => {
  let pair: Pair;
  const running = new AsyncDisposableStack();

  beforeAll(async () => {
    const one = async (of: string): Promise<StartedPostgres> => running.use(await start(join(root, `${server}-${of}`.replace(' ', '-'))));
    pair = { theirs: await one('theirs'), ours: await one('ours') };
  }, 120_000);
  afterAll(() => running.disposeAsync());

  it.each(scenarios)('$name', { timeout: 900_000 }, async ({ before, steps }) => {
    if (!flyway) throw new Error('unreachable');
    const { theirs, ours } = pair;
    const [their, our] = [await freshDatabase(theirs, before), await freshDatabase(ours, before)];
    for (const step of steps) {
      const they = theySaid(step, await flyway.run(step, folderOf(step.folder), their));
      const we = await weSaid(step, our);
      const at = `${step.command} ${step.folder}`;
      expect({ at, ...alike(they, we), ...(await traces(ours, our, step)) }).toEqual({
        at,
        ...they,
        ...(await traces(theirs, their, step)),
      });
    }
  });
});

describe('both versions of PostgreSQL', () => {
  it('are compared on (15 is Debian 12’s postgresql-15, or a folder that POSTGRES_15_BIN names)', () => {
    expect(servers.map(({ name }) => name)).toEqual(['PostgreSQL 17', 'PostgreSQL 15']);
  });
});

if (flyway === null) {
  describe('beside the real Flyway', () => {
    it('stands aside, without FLYWAY_BIN and the image flyway/flyway:10, only where there is nothing to make that image from', () => {
      expect(existsSync(fileURLToPath(new URL('../../../shared/images', import.meta.url)))).toBe(false);
    });
  });
}

describe('the fixtures', () => {
  it('are each compared, or out of scope by name', () => {
    const used = new Set<string>(scenarios.flatMap(({ steps }) => steps.map(({ folder }) => folder)));
    const left = Object.keys(fixtures).filter((name) => !used.has(name));
    expect(left.toSorted()).toEqual(Object.keys(outOfScope).toSorted());
  });

  it.each(Object.keys(outOfScope))('%s is refused by the name of a file', async (name) => {
    await using server = (await servers[0]?.start(join(root, `refused-${name}`))) ?? null;
    if (server === null) throw new Error('there is no server');
    const result = await migrate({ connection: server.connection, location: folderOf(name as FixtureName) });
    expect(result).toMatchObject({ kind: 'rejected' });
    const problems = result.kind === 'rejected' ? result.problems : [];
    expect(problems.every(({ code, script }) => code === 'NOT_SUPPORTED' && script !== null)).toBe(true);
  });
});

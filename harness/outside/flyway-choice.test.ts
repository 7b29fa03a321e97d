import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cliFlyway } from '../adapters/migrations/cli-flyway.ts';
import { flywayOf } from '../adapters/migrations/flyway-of.ts';
import type { FlywayTool } from '../adapters/migrations/flyway-tool.ts';
import { type Connection, createDatabase, removeCluster, startPostgres, withClient } from '../postgres/index.ts';
import { findFlyway } from './flyway-cli.ts';
import { fixtures } from './flyway-fixtures.ts';

/** What a project may choose, each really run beside the embedded Postgres: the container by the harness's own adapter, the program too. */
const flyway = findFlyway();

if (flyway === null) {
  describe('the Flyway that a project chooses', () => {
    it('stands aside, without FLYWAY_BIN and the image flyway/flyway:10, only where there is nothing to make that image from', () => {
      expect(existsSync(fileURLToPath(new URL('../../../shared/images', import.meta.url)))).toBe(false);
    });
  });
}

describe.runIf(flyway !== null)('the Flyway that a project chooses', () => {
  const running = new AsyncDisposableStack();
  let root = '';
  let superuser: Connection;
  let made = 0;

  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'flyway-choice-'));
    running.defer(() => rm(root, { recursive: true, force: true }));
    await chmod(root, 0o755);
    for (const name of ['basic', 'fail_tx'] as const) {
      await mkdir(join(root, name));
      for (const [path, text] of Object.entries(fixtures[name])) await writeFile(join(root, name, path), text);
    }
    const dataDir = join(root, 'cluster');
    running.defer(() => removeCluster(dataDir));
    superuser = running.use(await startPostgres({ dataDir, lifetime: 'parent', log: () => undefined })).connection;
  }, 120_000);
  afterAll(() => running.disposeAsync());

  /** `FLYWAY_BIN`, or a program that hands everything to the image: what is tried is how the adapter calls it and reads it. */
  async function program(): Promise<FlywayTool> {
    const { FLYWAY_BIN: named } = process.env;
    if (named !== undefined && named !== '') return cliFlyway();
    const path = join(root, 'flyway');
    const inImage = `docker run --rm --init --network host -v "${root}:${root}:ro" -e FLYWAY_PASSWORD -e REDGATE_DISABLE_TELEMETRY flyway/flyway:10 "$@"`;
    await writeFile(path, `#!/bin/sh\nexec ${inImage}\n`);
    await chmod(path, 0o755);
    return cliFlyway({ FLYWAY_BIN: path });
  }

  const beside = (choice: 'builtin' | 'container'): FlywayTool =>
    flywayOf({
      choice,
      world: { engine: null, postgresOf: () => ({ container: null, ...superuser, fromFunctions: superuser, superuser }) },
      plan: { environments: [], dataDir: root },
      platform: process.platform,
    });

  async function outcome(tool: FlywayTool, folder: 'basic' | 'fail_tx'): Promise<object> {
    const logins = { migrator: { user: 'migrator', password: 'm' }, application: { user: 'application', password: 'a' } };
    const { migrator: connection } = await createDatabase(superuser, { database: `chosen_${String((made += 1))}`, ...logins });
    const plan = { connection, location: join(root, folder), placeholders: {} };
    const [before, migrated, after] = [await tool.validate(plan), await tool.migrate(plan), await tool.validate(plan)];
    const history = await withClient(connection, async (client) => {
      const { rows } = await client.query('SELECT version, script, checksum, success FROM flyway_schema_history ORDER BY installed_rank');
      return rows as readonly unknown[];
    });
    return { ok: [before.ok, migrated.ok, after.ok], applied: migrated.applied, history };
  }

  it.each(['basic', 'fail_tx'] as const)('does the same with %s, whichever it is', { timeout: 300_000 }, async (folder) => {
    const reference = await outcome(beside('builtin'), folder);
    expect(await outcome(beside('container'), folder)).toEqual(reference);
    expect(await outcome(await program(), folder)).toEqual(reference);
  });

  it('says which it was', { timeout: 300_000 }, async () => {
    const { migrator: connection } = await createDatabase(superuser, {
      database: 'said',
      migrator: { user: 'migrator', password: 'm' },
      application: { user: 'application', password: 'a' },
    });
    const plan = { connection, location: join(root, 'basic'), placeholders: {} };
    const said = [];
    for (const tool of [beside('builtin'), beside('container'), await program()]) said.push((await tool.validate(plan)).by);
    expect(said).toEqual([
      'the built-in migrator (as Flyway 10.21.0)',
      'Flyway 10.21.0 (flyway/flyway:10)',
      expect.stringMatching(/^Flyway 10\.\d+\.\d+ \(\/.+\)$/),
    ]);
  });
});

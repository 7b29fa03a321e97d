import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withClient } from './connection.ts';
import { crashRestart } from './crash-restart.ts';
import { createDatabase } from './create-database.ts';
import type { CreatedDatabase } from './create-database.ts';
import { holdConnections } from './hold-connections.ts';
import { removeCluster } from './server/remove-cluster.ts';
import { startPostgres } from './server/start-postgres.ts';
import type { RunningPostgres } from './server/start-postgres.ts';

let root: string;
let server: RunningPostgres;
let created: CreatedDatabase;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'postgres-test-'));
  server = await startPostgres({ dataDir: join(root, 'cluster'), lifetime: 'parent', log: () => undefined });
  created = await createDatabase(server.connection, {
    database: 'ledger',
    migrator: { user: 'ledger_migrator', password: 'm' },
    application: { user: 'ledger_app', password: 'p' },
  });
  await withClient(created.migrator, (client) => client.query('CREATE TABLE entry (id int); INSERT INTO entry VALUES (1)'));
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
  await removeCluster(join(root, 'cluster'));
  await rm(root, { recursive: true, force: true });
});

const count = (): Promise<unknown> =>
  withClient(created.application, async (client) => {
    const { rows } = await client.query<{ n: number }>('SELECT count(*)::int AS n FROM entry');
    return rows[0];
  });

const ours = (): Promise<unknown> =>
  withClient(server.connection, async (client) => {
    const { rows } = await client.query<{ n: number }>(
      "SELECT count(*)::int AS n FROM pg_stat_activity WHERE application_name = 'dress-rehearsal fault'",
    );
    return rows[0];
  });

describe('a server that crashes and restarts', () => {
  it('ends the connections there are, keeps what was committed, and is the same process to whoever watches it', async () => {
    const client = new Client(created.application);
    await client.connect();
    const ended = new Promise((resolve) => {
      client.once('error', ({ message }) => resolve(message));
    });
    await crashRestart(server.connection);
    expect(await ended).toMatch(/terminating connection because of crash of another server process|Connection terminated unexpectedly/);
    expect(await count()).toEqual({ n: 1 });
    const watched = await Promise.race([server.exited.then(() => 'ended'), Promise.resolve('runs')]);
    expect(watched).toBe('runs');
  });
});

describe('a server without a connection left', () => {
  it('refuses its users until the connections are given back, and lets superusers in meanwhile', async () => {
    const held = await holdConnections(created.application);
    expect(held.held()).toBeGreaterThan(50);
    await expect(count()).rejects.toMatchObject({ code: '53300' });
    await withClient(server.connection, (client) => client.query('SELECT 1'));
    await held[Symbol.asyncDispose]();
    expect(await count()).toEqual({ n: 1 });
    expect(await ours()).toEqual({ n: 0 });
  });
});

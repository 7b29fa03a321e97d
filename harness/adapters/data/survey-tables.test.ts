import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SyntheticMark } from '../../../src/model/project.ts';
import {
  type CreatedDatabase,
  createDatabase,
  removeCluster,
  type RunningPostgres,
  startPostgres,
  withClient,
} from '../../postgres/index.ts';
import { surveyTables } from './survey-tables.ts';

let root: string;
let server: RunningPostgres;
let created: CreatedDatabase;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'survey-'));
  server = await startPostgres({ dataDir: join(root, 'cluster'), lifetime: 'parent', log: () => undefined });
  created = await createDatabase(server.connection, {
    database: 'payments',
    migrator: { user: 'migrator', password: 'm' },
    application: { user: 'application', password: 'a' },
  });
  await withClient(created.migrator, (client) =>
    client.query(`
      create table flyway_schema_history (version text);
      insert into flyway_schema_history values ('1');
      create table payments (debtor text, note text);
      insert into payments values ('TEST-1', null), ('TEST-2', null), ('DE02120300000000202051', null), (null, null);
      create table currencies (code text);
      insert into currencies values ('EUR');
      create schema audit;
      create table audit.events (at date, synthetic boolean) partition by range (at);
      create table audit.events_2026 partition of audit.events for values from ('2026-01-01') to ('2027-01-01');
      insert into audit.events values ('2026-05-01', true);
    `),
  );
}, 60_000);

afterAll(async () => {
  await server[Symbol.asyncDispose]();
  await removeCluster(join(root, 'cluster'));
  await rm(root, { recursive: true, force: true });
});

const survey = (marks: Readonly<Record<string, SyntheticMark>>) => surveyTables(created.migrator, marks);

describe('the tables of a database', () => {
  it('are counted, a partitioned one once, and Flyway’s history is left out', async () => {
    expect(await survey({})).toEqual([
      { table: 'audit.events', kind: 'undeclared', rows: 1 },
      { table: 'currencies', kind: 'undeclared', rows: 1 },
      { table: 'payments', kind: 'undeclared', rows: 4 },
    ]);
  });

  it('have rows without the mark where the condition is false or unknown', async () => {
    const marks = {
      payments: { kind: 'where', condition: "debtor like 'TEST-%' -- ours" },
      'audit.events': { kind: 'where', condition: 'synthetic' },
      currencies: { kind: 'reference' },
    } as const;
    expect(await survey(marks)).toEqual([
      { table: 'audit.events', kind: 'marked', rows: 1, unmarked: 0 },
      { table: 'currencies', kind: 'reference', rows: 1 },
      { table: 'payments', kind: 'marked', rows: 4, unmarked: 2 },
    ]);
  });

  it.each([
    ['names no column', 'debitor is null', 'column "debitor" does not exist'],
    [
      'would write',
      'true) is not true) from payments where $1; drop table payments; select count(*) filter (where (true',
      'cannot insert multiple commands into a prepared statement',
    ],
  ])('stay as they are, and it is said, where a condition %s', async (_, condition, reason) => {
    const found = await survey({ payments: { kind: 'where', condition } });
    expect(found.at(-1)).toEqual({ table: 'payments', kind: 'faulty', reason });
    expect((await survey({})).at(-1)).toEqual({ table: 'payments', kind: 'undeclared', rows: 4 });
  });
});

import { describe, expect, it } from 'vitest';
import { classifyMigrations } from './classify-migration.ts';
import { migrationOf } from './testing.ts';

const statementOf = async (sql: string) => (await classifyMigrations([migrationOf(sql)]))[0]?.statements[0];

describe('a statement of a migration', () => {
  it.each([
    ['create table refunds (id uuid primary key)', 'expand', null, 'none'],
    ['create table refunds (id uuid primary key, payment uuid references payments)', 'expand', 'SHARE ROW EXCLUSIVE', 'none'],
    ['alter table payments add column note text', 'expand', 'ACCESS EXCLUSIVE', 'none'],
    ["alter table payments add column channel text not null default 'web'", 'expand', 'ACCESS EXCLUSIVE', 'none'],
    ['alter table payments add column seen_at timestamptz default now()', 'expand', 'ACCESS EXCLUSIVE', 'none'],
    ['alter table payments add column request uuid default gen_random_uuid()', 'expand', 'ACCESS EXCLUSIVE', 'rewrite'],
    ['alter table payments add column number bigserial', 'expand', 'ACCESS EXCLUSIVE', 'rewrite'],
    ['alter table payments add column channel text not null', 'contract', 'ACCESS EXCLUSIVE', 'scan'],
    ['alter table payments drop column reference', 'contract', 'ACCESS EXCLUSIVE', 'none'],
    ['alter table payments rename column debtor to payer', 'contract', 'ACCESS EXCLUSIVE', 'none'],
    ['alter table payments rename to transfers', 'contract', 'ACCESS EXCLUSIVE', 'none'],
    ['alter table payments alter column amount type numeric(20)', 'contract', 'ACCESS EXCLUSIVE', 'rewrite'],
    ['alter table payments alter column reference set not null', 'contract', 'ACCESS EXCLUSIVE', 'scan'],
    ['alter table payments alter column debtor drop not null', 'expand', 'ACCESS EXCLUSIVE', 'none'],
    ['alter table payments alter column status drop default', 'contract', 'ACCESS EXCLUSIVE', 'none'],
    ['alter table payments add constraint whole check (amount > 0)', 'contract', 'ACCESS EXCLUSIVE', 'scan'],
    ['alter table payments add constraint whole check (amount > 0) not valid', 'contract', 'ACCESS EXCLUSIVE', 'none'],
    ['alter table payments validate constraint whole', 'neutral', 'SHARE UPDATE EXCLUSIVE', 'scan'],
    ['alter table payments add foreign key (debtor) references accounts', 'contract', 'SHARE ROW EXCLUSIVE', 'scan'],
    ['create index payments_status on payments (status)', 'expand', 'SHARE', 'scan'],
    ['create index concurrently payments_status on payments (status)', 'expand', 'SHARE UPDATE EXCLUSIVE', 'scan'],
    ['create unique index payments_reference on payments (reference)', 'contract', 'SHARE', 'scan'],
    ['drop table payments', 'contract', 'ACCESS EXCLUSIVE', 'none'],
    ['drop index payments_created_at', 'contract', 'ACCESS EXCLUSIVE', 'none'],
    ['truncate payments', 'contract', 'ACCESS EXCLUSIVE', 'none'],
    ["update payments set status = 'accepted' where status is null", 'backfill', 'ROW EXCLUSIVE', 'rows'],
    ['delete from payments', 'contract', 'ROW EXCLUSIVE', 'rows'],
    ['insert into payments select * from old_payments', 'backfill', 'ROW EXCLUSIVE', 'rows'],
    ['grant select on payments to reports', 'expand', null, 'none'],
    ['revoke insert on payments from reports', 'contract', null, 'none'],
    ["comment on table payments is 'x'", 'neutral', 'SHARE UPDATE EXCLUSIVE', 'none'],
    ["set lock_timeout = '1s'", 'neutral', null, 'none'],
    ['do $$ begin delete from payments; end $$', 'contract', null, 'none'],
    ['select tidy_up()', 'contract', null, 'none'],
    ['create or replace function f() returns int language sql as $$ select 1 $$', 'contract', null, 'none'],
    ["alter type status add value 'held'", 'expand', null, 'none'],
    ['alter system set work_mem = 1', 'contract', null, 'none'],
  ])('%s is %s under %s (%s)', async (sql, step, lock, work) => {
    expect(await statementOf(sql)).toMatchObject({ step, lock, work });
  });

  it('names what is gone, table and column', async () => {
    const statement = await statementOf('alter table ledger.payments drop column reference, add column note text');
    expect(statement?.effects).toMatchObject([
      { what: 'drops ledger.payments.reference', table: 'ledger.payments', columns: ['reference'], step: 'contract', takesAway: true },
      { what: 'adds ledger.payments.note', columns: ['note'], step: 'expand' },
    ]);
  });

  it.each([
    ['drop table payments', 'drops table payments', true],
    ['alter table payments rename to transfers', 'renames payments to transfers', true],
    ['alter table payments rename debtor to payer', 'renames payments.debtor to payer', true],
    ['drop trigger audit on payments', 'drops trigger audit of payments', undefined],
    ['alter trigger audit on payments rename to audited', 'renames trigger audit of payments to audited', undefined],
    ['alter table payments drop constraint whole', 'drops constraint whole of payments', undefined],
    ['alter table payments rename constraint whole to positive', 'renames constraint whole of payments to positive', undefined],
    ['alter table payments alter column status drop default', 'drops the default of payments.status', undefined],
  ])('%s %s, and whether a table or column goes with it is %s', async (sql, what, takesAway) => {
    const [effect] = (await statementOf(sql))?.effects ?? [];
    expect(effect).toMatchObject({ what, table: 'payments', step: 'contract' });
    expect(effect?.takesAway).toBe(takesAway);
  });

  it.each([
    ['update payments set a = 1', 'all rows at once'],
    ['update payments set a = 1 where id in (select id from payments where a is null limit 1000)', 'a batch at a time'],
    ['update payments set a = 1 where id >= 1 and id < 1000', 'a batch at a time'],
    ['update payments set a = 1 where id between 1 and 1000', 'a batch at a time'],
  ])('%s fills %s', async (sql, how) => {
    expect((await statementOf(sql))?.effects[0]?.reason).toContain(how);
  });
});

describe('a migration', () => {
  const classified = async (text: string) => (await classifyMigrations([migrationOf(text)]))[0];

  it('may do with what it made itself as it likes', async () => {
    const text =
      'create table refunds (id int);\nrevoke all on refunds from public;\nalter table refunds drop column id;\nalter table payments add column key text;\ncreate unique index k on payments (key);';
    const migration = await classified(text);
    expect(migration?.step).toBe('expand');
    expect(migration?.statements[2]).toMatchObject({ lock: null, work: 'none' });
  });

  it('says on which line each statement stands', async () => {
    expect((await classified('-- why\n\nselect 1;\n-- and\nselect 2;'))?.statements.map(({ line }) => line)).toEqual([3, 5]);
  });

  it.each([
    [
      '-- rehearse: expand\nalter table payments drop column reference;',
      /V4__change\.sql:1: it is marked expand, but line 2 drops payments\.reference, which is contract: older code/,
    ],
    ['-- rehearse: backfill\n-- rename\nalter table a rename column b to c;', /marked backfill, but line 3 renames a\.b to c/],
    ['-- rehearse: harmless\nselect 1;', /:1: "harmless" is no step of a migration/],
    ['alter tabl payments;', /V4__change\.sql:1: syntax error at or near "tabl"/],
  ])('is at fault: %s', async (text, fault) => {
    expect((await classified(text))?.fault).toMatch(fault);
  });

  it.each([
    '-- rehearse: contract\nselect 1;',
    '-- rehearse: expand\nalter table payments add column note text;',
    "select '-- rehearse: expand';",
  ])('is not at fault: %s', async (text) => {
    expect((await classified(text))?.fault).toBeNull();
  });
});

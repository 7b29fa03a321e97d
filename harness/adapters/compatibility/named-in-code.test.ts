import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import type { MigrationEffect, PendingMigration } from '../../../src/model/pending-migration.ts';
import { namedInCode } from './named-in-code.ts';

const effect = (what: string, more: Partial<MigrationEffect>): MigrationEffect => ({
  step: 'contract',
  what,
  reason: 'older code that uses it fails',
  table: 'payments',
  columns: [],
  ...more,
});
const column = effect('drops payments.reference', { columns: ['reference'], takesAway: true });
const table = effect('drops table ledger.payments', { table: 'ledger.payments', takesAway: true });
const trigger = effect('drops trigger audit of payments', {});

const pendingOf = (one: MigrationEffect): PendingMigration => ({
  database: 'payments',
  script: 'V6__drop.sql',
  step: 'contract',
  inTransaction: true,
  statements: [{ line: 2, step: 'contract', effects: [one], lock: 'ACCESS EXCLUSIVE', work: 'none' }],
  fault: null,
});
const zipOf = (code: string, file = 'index.mjs') => [{ name: 'read-payment.zip', bytes: zipSync({ [file]: strToU8(code) }) }];

const selects = 'const sql = `select id, reference from payments where id = $1`;';
const place = { code: 'v1.3.0', artefact: 'read-payment.zip', place: 'V6__drop.sql:2' };

describe('what older code names still', () => {
  it.each([
    ['a column, beside its table in one piece of text', column, selects, [{ ...place, what: 'payments.reference' }]],
    ['a table, whatever its schema', table, selects, [{ ...place, what: 'ledger.payments' }]],
    ['not a column of another table', column, 'const sql = "select reference from invoices";', []],
    ['not a word that only begins so', column, 'const sql = "select reference_date from payments";', []],
    ['not what is no SQL', column, 'const reference = payments;', []],
    ['not the table of a trigger that goes', trigger, selects, []],
  ])('is %s', (_, one, code, named) => {
    expect(namedInCode('v1.3.0', zipOf(code), [pendingOf(one)])).toEqual(named);
  });

  it('is looked for in code, and not in what lies beside it', () => {
    expect(namedInCode('v1.3.0', zipOf(selects, 'notes.txt'), [pendingOf(column)])).toEqual([]);
  });
});

import type { Constraint } from 'libpg-query';
import type { CreatedObjects } from './created-objects.ts';
import { namedIn, stringsIn, tableName } from './names.ts';
import type { StatementEffect } from './statement-effect.ts';

const words: Readonly<Partial<Record<NonNullable<Constraint['contype']>, string>>> = {
  CONSTR_CHECK: 'a check',
  CONSTR_UNIQUE: 'a unique constraint',
  CONSTR_PRIMARY: 'a primary key',
  CONSTR_FOREIGN: 'a foreign key',
  CONSTR_EXCLUSION: 'an exclusion constraint',
};

/** ALTER TABLE … ADD CONSTRAINT. NOT VALID leaves the rows that are there alone; a foreign key takes a weaker lock, on both tables. */
export function addConstraint(table: string, constraint: Constraint | undefined, created: CreatedObjects): readonly StatementEffect[] {
  const kind = constraint?.contype ?? 'CONSTR_CHECK';
  const columns = columnsOf(constraint);
  const isNew = created.hasTable(table) || created.hasColumns(table, columns);
  const valid = constraint?.skip_validation !== true && constraint?.indexname === undefined;
  const lock = kind === 'CONSTR_FOREIGN' ? 'SHARE ROW EXCLUSIVE' : 'ACCESS EXCLUSIVE';
  const name = constraint?.conname === undefined ? '' : ` ${constraint.conname}`;
  const what = `adds ${words[kind] ?? 'a constraint'}${name} to ${table}`;
  const own: StatementEffect = isNew
    ? { step: 'expand', what, reason: 'it binds only what this release brings', table, columns, lock, work: valid ? 'scan' : 'none' }
    : { step: 'contract', what, reason: 'older code may write what it refuses', table, columns, lock, work: valid ? 'scan' : 'none' };
  if (kind !== 'CONSTR_FOREIGN') return [own];
  const other = tableName(constraint?.pktable);
  const reason = 'a foreign key locks the table that it points at, too';
  return [own, { ...own, step: 'neutral', what: `references ${other}`, reason, table: other, columns: [], work: 'none' }];
}

function columnsOf(constraint: Constraint | undefined): readonly string[] {
  const keys = [...stringsIn(constraint?.keys), ...stringsIn(constraint?.fk_attrs)];
  return keys.length > 0 ? keys : [...new Set(namedIn(constraint?.raw_expr).columns)];
}

import type { ColumnDef, Constraint } from 'libpg-query';
import type { CreatedObjects } from './created-objects.ts';
import { stringsIn, tableName } from './names.ts';
import type { StatementEffect, TableWork } from './statement-effect.ts';
import { volatileIn } from './volatile-default.ts';

/** Types that are a default in disguise. */
const serials = new Set(['serial', 'serial2', 'serial4', 'serial8', 'bigserial', 'smallserial']);

/** ALTER TABLE … ADD COLUMN: https://www.postgresql.org/docs/17/sql-altertable.html#SQL-ALTERTABLE-NOTES */
export function addColumn(table: string, column: ColumnDef | undefined, created: CreatedObjects): readonly StatementEffect[] {
  const name = column?.colname ?? '';
  const constraints = (column?.constraints ?? []).flatMap((node) => ('Constraint' in node ? [node.Constraint] : []));
  const of = (kind: Constraint['contype']): Constraint | undefined => constraints.find(({ contype }) => contype === kind);
  const fills = fillsRows(column, of);
  const required = of('CONSTR_NOTNULL') !== undefined || of('CONSTR_PRIMARY') !== undefined;
  const foreign = of('CONSTR_FOREIGN');
  created.addColumn(table, name);
  const common = { table, columns: [name], lock: 'ACCESS EXCLUSIVE' } as const;
  const added = `adds ${table}.${name}`;
  const effects: StatementEffect[] = [];
  if (required && fills === null && of('CONSTR_DEFAULT') === undefined && !created.hasTable(table)) {
    const reason = 'a table with rows refuses it, and older code that inserts without it fails';
    effects.push({ ...common, step: 'contract', what: `${added} as NOT NULL without a default`, reason, work: 'scan' });
  } else if (fills !== null) {
    const reason = `older code needs not know it, but ${fills} makes Postgres rewrite the whole table`;
    effects.push({ ...common, step: 'expand', what: added, reason, work: 'rewrite' });
  } else {
    effects.push({ ...common, step: 'expand', what: added, reason: 'older code needs not know it', work: addedWork(of) });
  }
  if (foreign !== undefined) {
    const other = tableName(foreign.pktable);
    const reason = 'a foreign key locks the table that it points at, too';
    const lock = created.hasTable(other) ? null : 'SHARE ROW EXCLUSIVE';
    effects.push({
      step: 'expand',
      what: `references ${other}`,
      reason,
      table: other,
      columns: stringsIn(foreign.pk_attrs),
      lock,
      work: 'none',
    });
  }
  return effects;
}

/** What has a value of its own in each row that is there; null where one value does for all. */
function fillsRows(column: ColumnDef | undefined, of: (kind: Constraint['contype']) => Constraint | undefined): string | null {
  const type = stringsIn(column?.typeName?.names).at(-1) ?? '';
  if (serials.has(type)) return `the type ${type}`;
  if (of('CONSTR_IDENTITY') !== undefined) return 'an identity';
  if (of('CONSTR_GENERATED') !== undefined) return 'a generated value';
  const called = volatileIn(of('CONSTR_DEFAULT')?.raw_expr);
  return called === null ? null : `the default ${called}(), which is worked out for each row,`;
}

function addedWork(of: (kind: Constraint['contype']) => Constraint | undefined): TableWork {
  const checked = ['CONSTR_CHECK', 'CONSTR_UNIQUE', 'CONSTR_PRIMARY'] as const;
  return checked.some((kind) => of(kind) !== undefined) ? 'scan' : 'none';
}

import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { keyBounds } from './key-range.ts';
import type { KeyBounds } from './key-range.ts';
import type { KeyRange, Table } from './state.ts';

export interface TableStatements {
  readonly get: StatementSync;
  readonly put: StatementSync;
  readonly delete: StatementSync;
  page(bounds: KeyBounds, descending: boolean): StatementSync;
}

export function prepareTableStatements(database: DatabaseSync): TableStatements {
  const pages = new Map<string, StatementSync>();
  return {
    get: database.prepare('SELECT row FROM rows WHERE space = ? AND key = ?'),
    put: database.prepare('INSERT INTO rows (space, key, row) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET row = excluded.row'),
    delete: database.prepare('DELETE FROM rows WHERE space = ? AND key = ?'),
    page(bounds, descending) {
      const sql = pageSql(bounds, descending);
      let statement = pages.get(sql);
      if (statement === undefined) pages.set(sql, (statement = database.prepare(sql)));
      return statement;
    },
  };
}

function pageSql({ lower, upper }: KeyBounds, descending: boolean): string {
  const above = lower === undefined ? '' : ` AND key ${lower.exclusive ? '>' : '>='} ?`;
  const below = upper === undefined ? '' : ` AND key ${upper.exclusive ? '<' : '<='} ?`;
  return `SELECT key, row FROM rows WHERE space = ?${above}${below} ORDER BY key ${descending ? 'DESC' : 'ASC'} LIMIT ?`;
}

/** `space` names the table among all that one database holds. */
export function sqliteTable<Row>(statements: TableStatements, space: string): Table<Row> {
  return {
    get(key) {
      const found = statements.get.get(space, key);
      return found === undefined ? undefined : parse<Row>(found['row']);
    },
    put(key, row) {
      statements.put.run(space, key, JSON.stringify(row));
    },
    delete: (key) => statements.delete.run(space, key).changes > 0,
    scan: (range = {}) => scan<Row>(statements, space, range),
  };
}

/** Reads in pages, so that rows may be written while somebody scans. */
function* scan<Row>(statements: TableStatements, space: string, range: KeyRange): Generator<readonly [string, Row]> {
  const { prefix = '', descending = false } = range;
  let bounds = keyBounds(range);
  for (let size = firstPage; ; size = Math.min(size * 4, largestPage)) {
    const edges = [bounds.lower?.key, bounds.upper?.key].filter((edge) => edge !== undefined);
    const rows = statements.page(bounds, descending).all(space, ...edges, size);
    let last = '';
    for (const found of rows) {
      last = String(found['key']);
      if (last.startsWith(prefix)) yield [last, parse<Row>(found['row'])];
    }
    if (rows.length < size) return;
    const next = { key: last, exclusive: true };
    bounds = descending ? { ...bounds, upper: next } : { ...bounds, lower: next };
  }
}

const firstPage = 32;
const largestPage = 1024;

function parse<Row>(json: unknown): Row {
  return JSON.parse(String(json)) as Row;
}

import type { IndexStmt } from 'libpg-query';
import type { CreatedObjects } from './created-objects.ts';
import { namedIn, tableName } from './names.ts';
import type { StatementEffect } from './statement-effect.ts';

/** CREATE INDEX keeps writers out, not readers; CONCURRENTLY neither: https://www.postgresql.org/docs/17/sql-createindex.html */
export function createIndex(
  { idxname, relation, indexParams = [], unique, concurrent }: IndexStmt,
  created: CreatedObjects,
): StatementEffect {
  const table = tableName(relation);
  const columns = indexParams.flatMap((node) => {
    if (!('IndexElem' in node)) return [];
    return node.IndexElem.name === undefined ? namedIn(node.IndexElem.expr).columns : [node.IndexElem.name];
  });
  const lock = concurrent === true ? 'SHARE UPDATE EXCLUSIVE' : 'SHARE';
  const what = `makes ${unique === true ? 'unique ' : ''}index ${idxname ?? ''} on ${table}`;
  const common = { what, table, columns, lock, work: 'scan' } as const;
  if (unique !== true) return { ...common, step: 'expand', reason: 'older code needs not know it' };
  return columns.some((column) => created.hasColumns(table, [column]))
    ? { ...common, step: 'expand', reason: 'it binds only what this release brings' }
    : { ...common, step: 'contract', reason: 'older code may write what it refuses' };
}

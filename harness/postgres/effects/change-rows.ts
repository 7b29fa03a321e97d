import type { DeleteStmt, Node, UpdateStmt } from 'libpg-query';
import { namedIn, tableName } from './names.ts';
import type { StatementEffect } from './statement-effect.ts';

/** UPDATE: the backfill of an expand / contract change. All rows at once keep their locks until the migration's end. */
export function updateRows({ relation, targetList = [], whereClause }: UpdateStmt): StatementEffect {
  const table = tableName(relation);
  const columns = targetList.flatMap((node) => ('ResTarget' in node && node.ResTarget.name !== undefined ? [node.ResTarget.name] : []));
  const batched = inBatches(whereClause);
  const reason = batched
    ? 'it fills what an earlier step added, a batch at a time'
    : 'it fills what an earlier step added, all rows at once: each stays locked until the end, so fill a large table in batches';
  return { step: 'backfill', what: `updates ${table}`, reason, table, columns, lock: 'ROW EXCLUSIVE', work: 'rows' };
}

export function deleteRows({ relation }: DeleteStmt): StatementEffect {
  const table = tableName(relation);
  const reason = 'older code may look for what is gone';
  return { step: 'contract', what: `deletes rows of ${table}`, reason, table, columns: [], lock: 'ROW EXCLUSIVE', work: 'rows' };
}

/** A batch names its rows: by a subquery with a LIMIT, or by a range of a key. */
function inBatches(where: Node | undefined): boolean {
  if (where === undefined) return false;
  const text = JSON.stringify(where);
  if (text.includes('"limitCount"')) return true;
  const bounded = /"AEXPR_BETWEEN"/.test(text) || (/"sval":"(<|<=)"/.test(text) && /"sval":"(>|>=)"/.test(text));
  return bounded && namedIn(where).columns.length > 0;
}

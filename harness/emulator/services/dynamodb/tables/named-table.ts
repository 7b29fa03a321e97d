import type { OperationContext } from '../../../kernel/context.ts';
import { tableNotFound } from '../errors.ts';
import { tables } from '../state.ts';
import type { TableRow } from '../state.ts';
import { tableRef } from './table-ref.ts';
import type { FoundTable } from './table-ref.ts';

/** The table of an operation on tables, which says the name of one that is missing. @throws AwsError ResourceNotFoundException. */
export function findNamedTable(name: string | undefined, context: OperationContext): FoundTable {
  const ref = tableRef(name ?? '', context);
  const table = tables(ref.state).get(ref.name);
  if (table === undefined) throw tableNotFound(ref.name);
  return { ...ref, table };
}

/** Changes a table's row, all or nothing, and answers the table as it is then. */
export function changeTable(found: FoundTable, context: OperationContext, change: (table: TableRow) => TableRow): FoundTable {
  return context.transaction(() => {
    const table = change(tables(found.state).get(found.name) ?? found.table);
    tables(found.state).put(found.name, table);
    return { ...found, table };
  });
}

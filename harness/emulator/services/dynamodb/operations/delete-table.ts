import { DeleteTable$ } from '@aws-sdk/client-dynamodb';
import type { DeleteTableInput, DeleteTableOutput } from '@aws-sdk/client-dynamodb';
import { defineOperation } from '../../../kernel/operation.ts';
import { validation } from '../errors.ts';
import { indexEntries, items, tables } from '../state.ts';
import { describeDeleted } from '../tables/describe-table.ts';
import { findNamedTable } from '../tables/named-table.ts';
import { tableAction } from '../tables/table-ref.ts';

export const deleteTable = defineOperation<DeleteTableInput, DeleteTableOutput>({
  schema: DeleteTable$,
  accepts: ['TableName'],
  authorise: tableAction('DeleteTable'),
  handle(input, context) {
    const found = findNamedTable(input.TableName, context);
    const { table, state } = found;
    if (table.deletionProtection)
      throw validation('Resource cannot be deleted as it is currently protected against deletion. Disable deletion protection first.');
    context.transaction(() => {
      tables(state).delete(table.name);
      const rows = [items(state, table), ...table.indexes.map((index) => indexEntries(state, table, index))];
      for (const each of rows) for (const [key] of each.scan()) each.delete(key);
    });
    return { TableDescription: describeDeleted(found) };
  },
});

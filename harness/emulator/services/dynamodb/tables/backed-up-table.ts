import type { OperationContext } from '../../../kernel/context.ts';
import { AwsError } from '../../../kernel/aws-error.ts';
import { tables } from '../state.ts';
import { tableRef } from './table-ref.ts';
import type { FoundTable } from './table-ref.ts';

/** The operations on backups have an error of their own for a table that is missing. */
export function findBackedUpTable(name: string | undefined, context: OperationContext): FoundTable {
  const ref = tableRef(name ?? '', context);
  const table = tables(ref.state).get(ref.name);
  if (table === undefined) throw new AwsError('TableNotFoundException', `Table not found: ${ref.name}`, 400);
  return { ...ref, table };
}

import { defineOperation } from '../../../kernel/operation.ts';
import type { AnyOperation, Operation } from '../../../kernel/operation.ts';
import { openTables } from '../tables/table-key.ts';

interface ItemOperation<Input, Output> extends Operation<Input, Output> {
  /** The tables whose items a request reads or writes. */
  tables(input: Parameters<Operation<Input, Output>['handle']>[0]): readonly (string | undefined)[];
}

/** An operation on items: of a table under a KMS key, it opens the table first. */
export function defineItemOperation<Input, Output>(operation: ItemOperation<Input, Output>): AnyOperation {
  return defineOperation<Input, Output>({
    schema: operation.schema,
    accepts: operation.accepts,
    authorise: (input, context) => operation.authorise(input, context),
    handle(input, context) {
      const names = new Set(operation.tables(input).filter((name) => name !== undefined));
      const opening = openTables([...names], context);
      return opening === undefined ? operation.handle(input, context) : opening.then(() => operation.handle(input, context));
    },
  });
}

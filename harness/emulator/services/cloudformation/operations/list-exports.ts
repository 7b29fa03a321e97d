import { ListExports$, type ListExportsCommandInput, type ListExportsCommandOutput } from '@aws-sdk/client-cloudformation';
import { defineOperation } from '../../../kernel/operation.ts';
import { pageOf } from '../page.ts';
import { stackTables } from '../state.ts';

export const listExports = defineOperation<ListExportsCommandInput, ListExportsCommandOutput>({
  schema: ListExports$,
  accepts: ['NextToken'],
  authorise: () => [{ action: 'cloudformation:ListExports', resource: '*' }],
  handle(input, context) {
    const { items, next } = pageOf([...stackTables(context.state).exports.scan()], input.NextToken);
    return { Exports: items.map(([Name, { stackId, value }]) => ({ ExportingStackId: stackId, Name, Value: value })), NextToken: next };
  },
});

import { ListImports$, type ListImportsCommandInput, type ListImportsCommandOutput } from '@aws-sdk/client-cloudformation';
import { defineOperation } from '../../../kernel/operation.ts';
import { validationError } from '../errors.ts';
import { pageOf } from '../page.ts';
import { stackTables } from '../state.ts';
import { importersOf } from '../stacks/outputs.ts';

export const listImports = defineOperation<ListImportsCommandInput, ListImportsCommandOutput>({
  schema: ListImports$,
  accepts: ['ExportName', 'NextToken'],
  authorise: () => [{ action: 'cloudformation:ListImports', resource: '*' }],
  handle(input, context) {
    const name = input.ExportName ?? '';
    const importers = importersOf(stackTables(context.state), name);
    if (importers.length === 0) throw validationError(`Export '${name}' is not imported by any stack.`);
    const { items, next } = pageOf(importers, input.NextToken);
    return { Imports: [...items], NextToken: next };
  },
});

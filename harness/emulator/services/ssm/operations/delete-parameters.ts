import { DeleteParameters$ } from '@aws-sdk/client-ssm';
import type { DeleteParametersRequest, DeleteParametersResult } from '@aws-sdk/client-ssm';
import { defineOperation } from '../../../kernel/operation.ts';
import { deleteParameterRow } from '../delete-parameter-row.ts';
import { constraint } from '../errors.ts';
import { wantOnParameter } from '../find-parameter.ts';

export const deleteParameters = defineOperation<DeleteParametersRequest, DeleteParametersResult>({
  schema: DeleteParameters$,
  accepts: ['Names'],
  authorise: (input, context) => (input.Names ?? []).map((name) => wantOnParameter(name, context, 'DeleteParameters')),
  handle(input, context) {
    const names = [...new Set(input.Names)];
    if (names.length === 0) throw constraint('names', '[]', 'Member must have length greater than or equal to 1');
    if (names.length > 10) throw constraint('names', `[${names.join(', ')}]`, 'Member must have length less than or equal to 10');
    return context.transaction(() => {
      const DeletedParameters = names.filter((name) => deleteParameterRow(name, context));
      return { DeletedParameters, InvalidParameters: names.filter((name) => !DeletedParameters.includes(name)) };
    });
  },
});

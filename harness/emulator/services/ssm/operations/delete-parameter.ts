import { DeleteParameter$ } from '@aws-sdk/client-ssm';
import type { DeleteParameterRequest, DeleteParameterResult } from '@aws-sdk/client-ssm';
import { defineOperation } from '../../../kernel/operation.ts';
import { deleteParameterRow } from '../delete-parameter-row.ts';
import { parameterNotFound } from '../errors.ts';
import { wantOnParameter } from '../find-parameter.ts';

export const deleteParameter = defineOperation<DeleteParameterRequest, DeleteParameterResult>({
  schema: DeleteParameter$,
  accepts: ['Name'],
  authorise: (input, context) => [wantOnParameter(input.Name ?? '', context, 'DeleteParameter')],
  handle(input, context) {
    if (!deleteParameterRow(input.Name ?? '', context)) throw parameterNotFound();
    return {};
  },
});

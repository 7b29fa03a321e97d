import { DeleteStage$ } from '@aws-sdk/client-apigatewayv2';
import type { DeleteStageRequest } from '@aws-sdk/client-apigatewayv2';
import { defineOperation } from '../../../kernel/operation.ts';
import { findApi, wantOnPath } from '../find-api.ts';
import { findStage } from '../stages.ts';
import { apiTables } from '../state.ts';

export const deleteStage = defineOperation<DeleteStageRequest, object>({
  schema: DeleteStage$,
  accepts: ['ApiId', 'StageName'],
  authorise: (input, context) => [wantOnPath(context, 'DELETE', 'apis', input.ApiId, 'stages', input.StageName)],
  handle(input, context) {
    const { apiId } = findApi(context, input.ApiId);
    const { stageName } = findStage(context, apiId, input.StageName);
    apiTables(context.state).stages.delete(`${apiId}/${stageName}`);
    return {};
  },
});

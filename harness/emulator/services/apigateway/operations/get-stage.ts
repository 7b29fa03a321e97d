import { GetStage$ } from '@aws-sdk/client-apigatewayv2';
import type { GetStageRequest, GetStageResponse } from '@aws-sdk/client-apigatewayv2';
import { defineOperation } from '../../../kernel/operation.ts';
import { findApi, wantOnPath } from '../find-api.ts';
import { findStage } from '../stages.ts';
import { stageView } from '../views.ts';

export const getStage = defineOperation<GetStageRequest, GetStageResponse>({
  schema: GetStage$,
  accepts: ['ApiId', 'StageName'],
  authorise: (input, context) => [wantOnPath(context, 'GET', 'apis', input.ApiId, 'stages', input.StageName)],
  handle(input, context) {
    const { apiId } = findApi(context, input.ApiId);
    return stageView(findStage(context, apiId, input.StageName));
  },
});

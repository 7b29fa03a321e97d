import { UpdateStage$ } from '@aws-sdk/client-apigatewayv2';
import type { UpdateStageRequest, UpdateStageResponse } from '@aws-sdk/client-apigatewayv2';
import { defineOperation } from '../../../kernel/operation.ts';
import { autoDeploy } from '../deploy.ts';
import { findApi, wantOnPath } from '../find-api.ts';
import { findStage, stageFrom } from '../stages.ts';
import { apiTables } from '../state.ts';
import { stageView } from '../views.ts';

export const updateStage = defineOperation<UpdateStageRequest, UpdateStageResponse>({
  schema: UpdateStage$,
  accepts: ['ApiId', 'StageName', 'AutoDeploy', 'DeploymentId', 'Description', 'StageVariables', 'DefaultRouteSettings', 'RouteSettings'],
  authorise: (input, context) => [wantOnPath(context, 'PATCH', 'apis', input.ApiId, 'stages', input.StageName)],
  handle(input, context) {
    const { apiId } = findApi(context, input.ApiId);
    const { stages } = apiTables(context.state);
    const before = findStage(context, apiId, input.StageName);
    const row = stageFrom(context, apiId, before.stageName, input, before);
    const key = `${apiId}/${row.stageName}`;
    context.transaction(() => {
      stages.put(key, row);
      if (row.autoDeploy && !before.autoDeploy) autoDeploy(context, apiId);
    });
    return stageView(stages.get(key) ?? row);
  },
});

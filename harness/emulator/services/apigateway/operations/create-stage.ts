import { CreateStage$ } from '@aws-sdk/client-apigatewayv2';
import type { CreateStageRequest, CreateStageResponse } from '@aws-sdk/client-apigatewayv2';
import { defineOperation } from '../../../kernel/operation.ts';
import { autoDeploy } from '../deploy.ts';
import { conflict } from '../errors.ts';
import { findApi, wantOnPath } from '../find-api.ts';
import { stageFrom } from '../stages.ts';
import { apiTables } from '../state.ts';
import { stageView } from '../views.ts';

export const createStage = defineOperation<CreateStageRequest, CreateStageResponse>({
  schema: CreateStage$,
  accepts: [
    'ApiId',
    'StageName',
    'Tags',
    'AutoDeploy',
    'DeploymentId',
    'Description',
    'StageVariables',
    'DefaultRouteSettings',
    'RouteSettings',
  ],
  authorise: (input, context) => [wantOnPath(context, 'POST', 'apis', input.ApiId, 'stages')],
  handle(input, context) {
    const { apiId } = findApi(context, input.ApiId);
    const tables = apiTables(context.state);
    const stageName = input.StageName ?? '';
    const key = `${apiId}/${stageName}`;
    if (tables.stages.get(key) !== undefined) throw conflict('Stage already exists');
    const row = { ...stageFrom(context, apiId, stageName, input), tags: input.Tags ?? {} };
    context.transaction(() => {
      tables.stages.put(key, row);
      if (row.autoDeploy) autoDeploy(context, apiId);
    });
    return stageView(tables.stages.get(key) ?? row);
  },
});

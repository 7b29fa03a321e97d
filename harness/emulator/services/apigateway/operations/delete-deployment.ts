import { DeleteDeployment$ } from '@aws-sdk/client-apigatewayv2';
import type { DeleteDeploymentRequest } from '@aws-sdk/client-apigatewayv2';
import { defineOperation } from '../../../kernel/operation.ts';
import { badRequest } from '../errors.ts';
import { findApi, wantOnPath } from '../find-api.ts';
import { findDeployment } from '../stages.ts';
import { apiTables, rowsOf } from '../state.ts';

export const deleteDeployment = defineOperation<DeleteDeploymentRequest, object>({
  schema: DeleteDeployment$,
  accepts: ['ApiId', 'DeploymentId'],
  authorise: (input, context) => [wantOnPath(context, 'DELETE', 'apis', input.ApiId, 'deployments', input.DeploymentId)],
  handle(input, context) {
    const { apiId } = findApi(context, input.ApiId);
    const { deploymentId } = findDeployment(context, apiId, input.DeploymentId);
    const tables = apiTables(context.state);
    const stage = rowsOf(tables.stages, apiId).find((row) => row.deploymentId === deploymentId);
    if (stage !== undefined) {
      throw badRequest(`Active stages pointing to this deployment must be moved or deleted: ${stage.stageName}`);
    }
    tables.deployments.delete(`${apiId}/${deploymentId}`);
    return {};
  },
});

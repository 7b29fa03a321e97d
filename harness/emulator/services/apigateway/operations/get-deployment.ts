import { GetDeployment$ } from '@aws-sdk/client-apigatewayv2';
import type { GetDeploymentRequest, GetDeploymentResponse } from '@aws-sdk/client-apigatewayv2';
import { defineOperation } from '../../../kernel/operation.ts';
import { findApi, wantOnPath } from '../find-api.ts';
import { findDeployment } from '../stages.ts';
import { deploymentView } from '../views.ts';

export const getDeployment = defineOperation<GetDeploymentRequest, GetDeploymentResponse>({
  schema: GetDeployment$,
  accepts: ['ApiId', 'DeploymentId'],
  authorise: (input, context) => [wantOnPath(context, 'GET', 'apis', input.ApiId, 'deployments', input.DeploymentId)],
  handle(input, context) {
    const { apiId } = findApi(context, input.ApiId);
    return deploymentView(findDeployment(context, apiId, input.DeploymentId));
  },
});

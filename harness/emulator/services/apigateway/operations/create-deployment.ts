import { CreateDeployment$ } from '@aws-sdk/client-apigatewayv2';
import type { CreateDeploymentRequest, CreateDeploymentResponse } from '@aws-sdk/client-apigatewayv2';
import { defineOperation } from '../../../kernel/operation.ts';
import { makeDeployment } from '../deploy.ts';
import { badRequest } from '../errors.ts';
import { findApi, wantOnPath } from '../find-api.ts';
import { findStage } from '../stages.ts';
import { apiTables } from '../state.ts';
import { deploymentView } from '../views.ts';

export const createDeployment = defineOperation<CreateDeploymentRequest, CreateDeploymentResponse>({
  schema: CreateDeployment$,
  accepts: ['ApiId', 'Description', 'StageName'],
  authorise: (input, context) => [wantOnPath(context, 'POST', 'apis', input.ApiId, 'deployments')],
  handle(input, context) {
    const { apiId } = findApi(context, input.ApiId);
    const stage = input.StageName === undefined ? undefined : findStage(context, apiId, input.StageName);
    if (stage?.autoDeploy === true) throw badRequest('Deployment cannot be created for a stage that has AutoDeploy enabled');
    const described = input.Description === undefined ? {} : { description: input.Description };
    return context.transaction(() => {
      const deployment = makeDeployment(context, apiId, { autoDeployed: false, ...described });
      if (stage !== undefined) {
        const changed = { ...stage, deploymentId: deployment.deploymentId, updatedAt: context.now().toISOString() };
        apiTables(context.state).stages.put(`${apiId}/${stage.stageName}`, changed);
      }
      return deploymentView(deployment);
    });
  },
});

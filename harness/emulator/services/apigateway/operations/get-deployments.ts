import { GetDeployments$ } from '@aws-sdk/client-apigatewayv2';
import type { GetDeploymentsRequest, GetDeploymentsResponse } from '@aws-sdk/client-apigatewayv2';
import { defineOperation } from '../../../kernel/operation.ts';
import { findApi, wantOnPath } from '../find-api.ts';
import { pageOf } from '../page.ts';
import { apiTables, rowsOf } from '../state.ts';
import { deploymentView } from '../views.ts';

export const getDeployments = defineOperation<GetDeploymentsRequest, GetDeploymentsResponse>({
  schema: GetDeployments$,
  accepts: ['ApiId', 'MaxResults', 'NextToken'],
  authorise: (input, context) => [wantOnPath(context, 'GET', 'apis', input.ApiId, 'deployments')],
  handle(input, context) {
    const { apiId } = findApi(context, input.ApiId);
    const { items, next } = pageOf(rowsOf(apiTables(context.state).deployments, apiId), input.MaxResults, input.NextToken);
    return { Items: items.map(deploymentView), NextToken: next };
  },
});

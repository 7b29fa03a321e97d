import { GetIntegrations$ } from '@aws-sdk/client-apigatewayv2';
import type { GetIntegrationsRequest, GetIntegrationsResponse } from '@aws-sdk/client-apigatewayv2';
import { defineOperation } from '../../../kernel/operation.ts';
import { findApi, wantOnPath } from '../find-api.ts';
import { pageOf } from '../page.ts';
import { apiTables, rowsOf } from '../state.ts';
import { integrationView } from '../views.ts';

export const getIntegrations = defineOperation<GetIntegrationsRequest, GetIntegrationsResponse>({
  schema: GetIntegrations$,
  accepts: ['ApiId', 'MaxResults', 'NextToken'],
  authorise: (input, context) => [wantOnPath(context, 'GET', 'apis', input.ApiId, 'integrations')],
  handle(input, context) {
    const { apiId } = findApi(context, input.ApiId);
    const { items, next } = pageOf(rowsOf(apiTables(context.state).integrations, apiId), input.MaxResults, input.NextToken);
    return { Items: items.map(integrationView), NextToken: next };
  },
});

import { UpdateIntegration$ } from '@aws-sdk/client-apigatewayv2';
import type { UpdateIntegrationRequest, UpdateIntegrationResult } from '@aws-sdk/client-apigatewayv2';
import { defineOperation } from '../../../kernel/operation.ts';
import { autoDeploy } from '../deploy.ts';
import { findApi, wantOnPath } from '../find-api.ts';
import { findIntegration, integrationFrom } from '../integrations.ts';
import { apiTables } from '../state.ts';
import { integrationView } from '../views.ts';

export const updateIntegration = defineOperation<UpdateIntegrationRequest, UpdateIntegrationResult>({
  schema: UpdateIntegration$,
  accepts: [
    'ApiId',
    'IntegrationId',
    'IntegrationType',
    'IntegrationUri',
    'IntegrationMethod',
    'ConnectionType',
    'PayloadFormatVersion',
    'TimeoutInMillis',
    'Description',
  ],
  authorise: (input, context) => [wantOnPath(context, 'PATCH', 'apis', input.ApiId, 'integrations', input.IntegrationId)],
  handle(input, context) {
    const { apiId } = findApi(context, input.ApiId);
    const before = findIntegration(context, apiId, input.IntegrationId);
    const row = integrationFrom(before.integrationId, input, before);
    context.transaction(() => {
      apiTables(context.state).integrations.put(`${apiId}/${row.integrationId}`, row);
      autoDeploy(context, apiId);
    });
    return integrationView(row);
  },
});

import { CreateIntegration$ } from '@aws-sdk/client-apigatewayv2';
import type { CreateIntegrationRequest, CreateIntegrationResult } from '@aws-sdk/client-apigatewayv2';
import { defineOperation } from '../../../kernel/operation.ts';
import { autoDeploy } from '../deploy.ts';
import { findApi, newId, wantOnPath } from '../find-api.ts';
import { integrationFrom } from '../integrations.ts';
import { apiTables } from '../state.ts';
import { integrationView } from '../views.ts';

export const createIntegration = defineOperation<CreateIntegrationRequest, CreateIntegrationResult>({
  schema: CreateIntegration$,
  accepts: [
    'ApiId',
    'IntegrationType',
    'IntegrationUri',
    'IntegrationMethod',
    'ConnectionType',
    'PayloadFormatVersion',
    'TimeoutInMillis',
    'Description',
  ],
  authorise: (input, context) => [wantOnPath(context, 'POST', 'apis', input.ApiId, 'integrations')],
  handle(input, context) {
    const { apiId } = findApi(context, input.ApiId);
    const row = integrationFrom(newId(context), input);
    context.transaction(() => {
      apiTables(context.state).integrations.put(`${apiId}/${row.integrationId}`, row);
      autoDeploy(context, apiId);
    });
    return integrationView(row);
  },
});

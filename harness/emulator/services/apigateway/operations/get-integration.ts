import { GetIntegration$ } from '@aws-sdk/client-apigatewayv2';
import type { GetIntegrationRequest, GetIntegrationResult } from '@aws-sdk/client-apigatewayv2';
import { defineOperation } from '../../../kernel/operation.ts';
import { findApi, wantOnPath } from '../find-api.ts';
import { findIntegration } from '../integrations.ts';
import { integrationView } from '../views.ts';

export const getIntegration = defineOperation<GetIntegrationRequest, GetIntegrationResult>({
  schema: GetIntegration$,
  accepts: ['ApiId', 'IntegrationId'],
  authorise: (input, context) => [wantOnPath(context, 'GET', 'apis', input.ApiId, 'integrations', input.IntegrationId)],
  handle(input, context) {
    const { apiId } = findApi(context, input.ApiId);
    return integrationView(findIntegration(context, apiId, input.IntegrationId));
  },
});

import { DeleteIntegration$ } from '@aws-sdk/client-apigatewayv2';
import type { DeleteIntegrationRequest } from '@aws-sdk/client-apigatewayv2';
import { defineOperation } from '../../../kernel/operation.ts';
import { autoDeploy } from '../deploy.ts';
import { conflict } from '../errors.ts';
import { findApi, wantOnPath } from '../find-api.ts';
import { findIntegration } from '../integrations.ts';
import { apiTables, rowsOf } from '../state.ts';

export const deleteIntegration = defineOperation<DeleteIntegrationRequest, object>({
  schema: DeleteIntegration$,
  accepts: ['ApiId', 'IntegrationId'],
  authorise: (input, context) => [wantOnPath(context, 'DELETE', 'apis', input.ApiId, 'integrations', input.IntegrationId)],
  handle(input, context) {
    const { apiId } = findApi(context, input.ApiId);
    const { integrationId } = findIntegration(context, apiId, input.IntegrationId);
    const user = rowsOf(apiTables(context.state).routes, apiId).find(({ target }) => target === `integrations/${integrationId}`);
    if (user !== undefined)
      throw conflict(`Cannot delete Integration '${integrationId}' because it is referenced by Route '${user.routeKey}'.`);
    context.transaction(() => {
      apiTables(context.state).integrations.delete(`${apiId}/${integrationId}`);
      autoDeploy(context, apiId);
    });
    return {};
  },
});

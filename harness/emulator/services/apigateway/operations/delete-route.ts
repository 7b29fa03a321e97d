import { DeleteRoute$ } from '@aws-sdk/client-apigatewayv2';
import type { DeleteRouteRequest } from '@aws-sdk/client-apigatewayv2';
import { defineOperation } from '../../../kernel/operation.ts';
import { autoDeploy } from '../deploy.ts';
import { findApi, wantOnPath } from '../find-api.ts';
import { findRoute } from '../routes.ts';
import { apiTables } from '../state.ts';

export const deleteRoute = defineOperation<DeleteRouteRequest, object>({
  schema: DeleteRoute$,
  accepts: ['ApiId', 'RouteId'],
  authorise: (input, context) => [wantOnPath(context, 'DELETE', 'apis', input.ApiId, 'routes', input.RouteId)],
  handle(input, context) {
    const { apiId } = findApi(context, input.ApiId);
    const { routeId } = findRoute(context, apiId, input.RouteId);
    context.transaction(() => {
      apiTables(context.state).routes.delete(`${apiId}/${routeId}`);
      autoDeploy(context, apiId);
    });
    return {};
  },
});

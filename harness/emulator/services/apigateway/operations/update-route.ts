import { UpdateRoute$ } from '@aws-sdk/client-apigatewayv2';
import type { UpdateRouteRequest, UpdateRouteResult } from '@aws-sdk/client-apigatewayv2';
import { defineOperation } from '../../../kernel/operation.ts';
import { autoDeploy } from '../deploy.ts';
import { findApi, wantOnPath } from '../find-api.ts';
import { findRoute, routeFrom } from '../routes.ts';
import { apiTables } from '../state.ts';
import { routeView } from '../views.ts';

export const updateRoute = defineOperation<UpdateRouteRequest, UpdateRouteResult>({
  schema: UpdateRoute$,
  accepts: ['ApiId', 'RouteId', 'RouteKey', 'Target', 'OperationName', 'AuthorizationType', 'ApiKeyRequired'],
  authorise: (input, context) => [wantOnPath(context, 'PATCH', 'apis', input.ApiId, 'routes', input.RouteId)],
  handle(input, context) {
    const { apiId } = findApi(context, input.ApiId);
    const before = findRoute(context, apiId, input.RouteId);
    const row = routeFrom(context, apiId, before.routeId, input, before);
    context.transaction(() => {
      apiTables(context.state).routes.put(`${apiId}/${row.routeId}`, row);
      autoDeploy(context, apiId);
    });
    return routeView(row);
  },
});

import { GetRoute$ } from '@aws-sdk/client-apigatewayv2';
import type { GetRouteRequest, GetRouteResult } from '@aws-sdk/client-apigatewayv2';
import { defineOperation } from '../../../kernel/operation.ts';
import { findApi, wantOnPath } from '../find-api.ts';
import { findRoute } from '../routes.ts';
import { routeView } from '../views.ts';

export const getRoute = defineOperation<GetRouteRequest, GetRouteResult>({
  schema: GetRoute$,
  accepts: ['ApiId', 'RouteId'],
  authorise: (input, context) => [wantOnPath(context, 'GET', 'apis', input.ApiId, 'routes', input.RouteId)],
  handle(input, context) {
    const { apiId } = findApi(context, input.ApiId);
    return routeView(findRoute(context, apiId, input.RouteId));
  },
});

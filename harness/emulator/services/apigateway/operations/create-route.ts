import { CreateRoute$ } from '@aws-sdk/client-apigatewayv2';
import type { CreateRouteRequest, CreateRouteResult } from '@aws-sdk/client-apigatewayv2';
import { defineOperation } from '../../../kernel/operation.ts';
import { autoDeploy } from '../deploy.ts';
import { findApi, newId, wantOnPath } from '../find-api.ts';
import { routeFrom } from '../routes.ts';
import { apiTables } from '../state.ts';
import { routeView } from '../views.ts';

export const createRoute = defineOperation<CreateRouteRequest, CreateRouteResult>({
  schema: CreateRoute$,
  accepts: ['ApiId', 'RouteKey', 'Target', 'OperationName', 'AuthorizationType', 'ApiKeyRequired'],
  authorise: (input, context) => [wantOnPath(context, 'POST', 'apis', input.ApiId, 'routes')],
  handle(input, context) {
    const { apiId } = findApi(context, input.ApiId);
    const row = routeFrom(context, apiId, newId(context), input);
    context.transaction(() => {
      apiTables(context.state).routes.put(`${apiId}/${row.routeId}`, row);
      autoDeploy(context, apiId);
    });
    return routeView(row);
  },
});

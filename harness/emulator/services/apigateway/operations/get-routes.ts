import { GetRoutes$ } from '@aws-sdk/client-apigatewayv2';
import type { GetRoutesRequest, GetRoutesResponse } from '@aws-sdk/client-apigatewayv2';
import { defineOperation } from '../../../kernel/operation.ts';
import { findApi, wantOnPath } from '../find-api.ts';
import { pageOf } from '../page.ts';
import { apiTables, rowsOf } from '../state.ts';
import { routeView } from '../views.ts';

export const getRoutes = defineOperation<GetRoutesRequest, GetRoutesResponse>({
  schema: GetRoutes$,
  accepts: ['ApiId', 'MaxResults', 'NextToken'],
  authorise: (input, context) => [wantOnPath(context, 'GET', 'apis', input.ApiId, 'routes')],
  handle(input, context) {
    const { apiId } = findApi(context, input.ApiId);
    const { items, next } = pageOf(rowsOf(apiTables(context.state).routes, apiId), input.MaxResults, input.NextToken);
    return { Items: items.map(routeView), NextToken: next };
  },
});

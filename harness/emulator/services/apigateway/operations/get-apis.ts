import { GetApis$ } from '@aws-sdk/client-apigatewayv2';
import type { GetApisRequest, GetApisResponse } from '@aws-sdk/client-apigatewayv2';
import { defineOperation } from '../../../kernel/operation.ts';
import { wantOnPath } from '../find-api.ts';
import { pageOf } from '../page.ts';
import { apiTables } from '../state.ts';
import { apiView } from '../views.ts';

export const getApis = defineOperation<GetApisRequest, GetApisResponse>({
  schema: GetApis$,
  accepts: ['MaxResults', 'NextToken'],
  authorise: (_input, context) => [wantOnPath(context, 'GET', 'apis')],
  handle(input, context) {
    const rows = [...apiTables(context.state).apis.scan()].map(([, row]) => row);
    const { items, next } = pageOf(rows, input.MaxResults, input.NextToken);
    return { Items: items.map(apiView), NextToken: next };
  },
});

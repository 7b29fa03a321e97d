import { UpdateApi$ } from '@aws-sdk/client-apigatewayv2';
import type { UpdateApiRequest, UpdateApiResponse } from '@aws-sdk/client-apigatewayv2';
import { defineOperation } from '../../../kernel/operation.ts';
import { NotImplemented } from '../../../kernel/not-implemented.ts';
import { corsFrom } from '../cors.ts';
import { autoDeploy } from '../deploy.ts';
import { findApi, wantOnPath } from '../find-api.ts';
import { apiTables, type ApiRow } from '../state.ts';
import { apiView } from '../views.ts';

export const updateApi = defineOperation<UpdateApiRequest, UpdateApiResponse>({
  schema: UpdateApi$,
  accepts: ['ApiId', 'Name', 'Description', 'Version', 'CorsConfiguration', 'DisableExecuteApiEndpoint', 'RouteSelectionExpression'],
  authorise: (input, context) => [wantOnPath(context, 'PATCH', 'apis', input.ApiId)],
  handle(input, context) {
    if (input.DisableExecuteApiEndpoint === true) throw new NotImplemented('The parameter DisableExecuteApiEndpoint of UpdateApi');
    const before = findApi(context, input.ApiId);
    const { Description: description = before.description, Version: version = before.version } = input;
    const row: ApiRow = {
      ...before,
      name: input.Name ?? before.name,
      ...(description === undefined ? {} : { description }),
      ...(version === undefined ? {} : { version }),
      ...(input.CorsConfiguration === undefined ? {} : { cors: corsFrom(input.CorsConfiguration) }),
    };
    context.transaction(() => {
      apiTables(context.state).apis.put(row.apiId, row);
      autoDeploy(context, row.apiId);
    });
    return apiView(row);
  },
});

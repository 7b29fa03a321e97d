import { GetApi$ } from '@aws-sdk/client-apigatewayv2';
import type { GetApiRequest, GetApiResponse } from '@aws-sdk/client-apigatewayv2';
import { defineOperation } from '../../../kernel/operation.ts';
import { findApi, wantOnPath } from '../find-api.ts';
import { apiView } from '../views.ts';

export const getApi = defineOperation<GetApiRequest, GetApiResponse>({
  schema: GetApi$,
  accepts: ['ApiId'],
  authorise: (input, context) => [wantOnPath(context, 'GET', 'apis', input.ApiId)],
  handle(input, context) {
    return apiView(findApi(context, input.ApiId));
  },
});

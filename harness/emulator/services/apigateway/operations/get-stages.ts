import { GetStages$ } from '@aws-sdk/client-apigatewayv2';
import type { GetStagesRequest, GetStagesResponse } from '@aws-sdk/client-apigatewayv2';
import { defineOperation } from '../../../kernel/operation.ts';
import { findApi, wantOnPath } from '../find-api.ts';
import { pageOf } from '../page.ts';
import { apiTables, rowsOf } from '../state.ts';
import { stageView } from '../views.ts';

export const getStages = defineOperation<GetStagesRequest, GetStagesResponse>({
  schema: GetStages$,
  accepts: ['ApiId', 'MaxResults', 'NextToken'],
  authorise: (input, context) => [wantOnPath(context, 'GET', 'apis', input.ApiId, 'stages')],
  handle(input, context) {
    const { apiId } = findApi(context, input.ApiId);
    const { items, next } = pageOf(rowsOf(apiTables(context.state).stages, apiId), input.MaxResults, input.NextToken);
    return { Items: items.map(stageView), NextToken: next };
  },
});

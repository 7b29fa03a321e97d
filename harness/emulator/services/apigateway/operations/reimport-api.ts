import { ReimportApi$ } from '@aws-sdk/client-apigatewayv2';
import type { ReimportApiRequest, ReimportApiResponse } from '@aws-sdk/client-apigatewayv2';
import { defineOperation } from '../../../kernel/operation.ts';
import { applyDefinition } from '../definition/apply-definition.ts';
import { definitionText } from '../definition/definition-text.ts';
import { readDefinition } from '../definition/read-definition.ts';
import { findApi, wantOnPath } from '../find-api.ts';
import { apiView } from '../views.ts';

export const reimportApi = defineOperation<ReimportApiRequest, ReimportApiResponse>({
  schema: ReimportApi$,
  accepts: ['ApiId', 'Body', 'FailOnWarnings'],
  authorise: (input, context) => [wantOnPath(context, 'PUT', 'apis', input.ApiId)],
  handle(input, context) {
    const definition = readDefinition(definitionText(input.Body));
    return context.transaction(() => apiView(applyDefinition(context, findApi(context, input.ApiId), definition)));
  },
});

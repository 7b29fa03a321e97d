import { ImportApi$ } from '@aws-sdk/client-apigatewayv2';
import type { ImportApiRequest, ImportApiResponse } from '@aws-sdk/client-apigatewayv2';
import { defineOperation } from '../../../kernel/operation.ts';
import { applyDefinition } from '../definition/apply-definition.ts';
import { definitionText } from '../definition/definition-text.ts';
import { readDefinition } from '../definition/read-definition.ts';
import { newId, wantOnPath } from '../find-api.ts';
import { openApi } from '../open-api.ts';
import { apiView } from '../views.ts';

export const importApi = defineOperation<ImportApiRequest, ImportApiResponse>({
  schema: ImportApi$,
  accepts: ['Body', 'FailOnWarnings'],
  authorise: (_input, context) => [wantOnPath(context, 'PUT', 'apis')],
  async handle(input, context) {
    const definition = readDefinition(definitionText(input.Body));
    const row = { apiId: newId(context), name: definition.name, tags: {}, createdAt: context.now().toISOString() };
    return apiView(await openApi(context, row, (api) => applyDefinition(context, api, definition)));
  },
});

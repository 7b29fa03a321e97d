import { DeleteCorsConfiguration$ } from '@aws-sdk/client-apigatewayv2';
import type { DeleteCorsConfigurationRequest } from '@aws-sdk/client-apigatewayv2';
import { defineOperation } from '../../../kernel/operation.ts';
import { findApi, wantOnPath } from '../find-api.ts';
import { apiTables } from '../state.ts';

export const deleteCorsConfiguration = defineOperation<DeleteCorsConfigurationRequest, object>({
  schema: DeleteCorsConfiguration$,
  accepts: ['ApiId'],
  authorise: (input, context) => [wantOnPath(context, 'DELETE', 'apis', input.ApiId, 'cors')],
  handle(input, context) {
    const { cors: _cors, ...row } = findApi(context, input.ApiId);
    apiTables(context.state).apis.put(row.apiId, row);
    return {};
  },
});

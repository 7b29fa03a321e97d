import { DeleteApi$ } from '@aws-sdk/client-apigatewayv2';
import type { DeleteApiRequest } from '@aws-sdk/client-apigatewayv2';
import { defineOperation } from '../../../kernel/operation.ts';
import { findApi, wantOnPath } from '../find-api.ts';
import { runningApis } from '../running-apis.ts';
import type { Table } from '../../../accounts/state.ts';
import { apiTables } from '../state.ts';

export const deleteApi = defineOperation<DeleteApiRequest, object>({
  schema: DeleteApi$,
  accepts: ['ApiId'],
  authorise: (input, context) => [wantOnPath(context, 'DELETE', 'apis', input.ApiId)],
  async handle(input, context) {
    const { apiId } = findApi(context, input.ApiId);
    const { apis, ...owned } = apiTables(context.state);
    context.transaction(() => {
      for (const table of Object.values(owned)) deleteUnder(table, `${apiId}/`);
      apis.delete(apiId);
    });
    await runningApis(context).close(apiId);
    return {};
  },
});

function deleteUnder(table: Pick<Table<unknown>, 'delete' | 'scan'>, prefix: string): void {
  for (const [key] of Array.from(table.scan({ prefix }))) table.delete(key);
}

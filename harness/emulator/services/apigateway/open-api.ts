import type { OperationContext } from '../../kernel/context.ts';
import { runningApis } from './running-apis.ts';
import { apiTables, type ApiRow } from './state.ts';

/** Gives a new API an address and writes it, with what `fill` adds to it: all or nothing. */
export async function openApi<Filled>(
  context: OperationContext,
  api: Omit<ApiRow, 'port'>,
  fill: (api: ApiRow) => Filled,
): Promise<ApiRow> {
  const running = runningApis(context);
  const port = await running.open(context, api.apiId);
  try {
    context.transaction(() => {
      const row = { ...api, port };
      apiTables(context.state).apis.put(api.apiId, row);
      fill(row);
    });
  } catch (error) {
    await running.close(api.apiId);
    throw error;
  }
  return apiTables(context.state).apis.get(api.apiId) ?? { ...api, port };
}

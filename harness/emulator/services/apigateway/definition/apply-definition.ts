import type { OperationContext } from '../../../kernel/context.ts';
import { autoDeploy } from '../deploy.ts';
import { newId } from '../find-api.ts';
import { integrationFrom } from '../integrations.ts';
import { routeFrom } from '../routes.ts';
import { apiTables, rowsOf, type ApiRow } from '../state.ts';
import type { ApiDefinition, DefinedIntegration } from './read-definition.ts';

/** Makes of an API what a definition says: all routes and integrations anew, and of the API itself what the definition has. Its stages stay. */
export function applyDefinition(context: OperationContext, api: ApiRow, definition: ApiDefinition): ApiRow {
  const tables = apiTables(context.state);
  const { apiId } = api;
  for (const { routeId } of rowsOf(tables.routes, apiId)) tables.routes.delete(`${apiId}/${routeId}`);
  for (const { integrationId } of rowsOf(tables.integrations, apiId)) tables.integrations.delete(`${apiId}/${integrationId}`);
  for (const { routeKey, operationName, integration } of definition.routes) {
    const target = integration === undefined ? {} : { Target: `integrations/${putIntegration(context, apiId, integration)}` };
    const route = routeFrom(context, apiId, newId(context), { RouteKey: routeKey, OperationName: operationName, ...target });
    tables.routes.put(`${apiId}/${route.routeId}`, route);
  }
  const { name, description, version, cors, tags } = definition;
  const { apiId: id, createdAt, port, tags: before } = api;
  const row: ApiRow = {
    apiId: id,
    name,
    ...(description === undefined ? {} : { description }),
    ...(version === undefined ? {} : { version }),
    ...(cors === undefined ? {} : { cors }),
    tags: { ...before, ...tags },
    createdAt,
    port,
  };
  tables.apis.put(apiId, row);
  autoDeploy(context, apiId);
  return row;
}

function putIntegration(context: OperationContext, apiId: string, defined: DefinedIntegration): string {
  const integration = integrationFrom(newId(context), defined);
  apiTables(context.state).integrations.put(`${apiId}/${integration.integrationId}`, integration);
  return integration.integrationId;
}

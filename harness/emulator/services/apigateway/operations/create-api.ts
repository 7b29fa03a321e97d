import { CreateApi$ } from '@aws-sdk/client-apigatewayv2';
import type { CreateApiRequest, CreateApiResponse } from '@aws-sdk/client-apigatewayv2';
import { defineOperation } from '../../../kernel/operation.ts';
import type { OperationContext } from '../../../kernel/context.ts';
import { NotImplemented } from '../../../kernel/not-implemented.ts';
import { corsFrom } from '../cors.ts';
import { autoDeploy } from '../deploy.ts';
import { badRequest } from '../errors.ts';
import { newId, wantOnPath } from '../find-api.ts';
import { integrationFrom } from '../integrations.ts';
import { openApi } from '../open-api.ts';
import { routeFrom } from '../routes.ts';
import { stageFrom } from '../stages.ts';
import { apiTables, type ApiRow } from '../state.ts';
import { apiView } from '../views.ts';

export const createApi = defineOperation<CreateApiRequest, CreateApiResponse>({
  schema: CreateApi$,
  accepts: [
    'Name',
    'ProtocolType',
    'Description',
    'Version',
    'CorsConfiguration',
    'Tags',
    'Target',
    'RouteKey',
    'RouteSelectionExpression',
    'DisableExecuteApiEndpoint',
    'IpAddressType',
  ],
  authorise: (_input, context) => [wantOnPath(context, 'POST', 'apis')],
  async handle(input, context) {
    refuse(input);
    const apiId = newId(context);
    const row = {
      apiId,
      name: input.Name ?? '',
      ...(input.Description === undefined ? {} : { description: input.Description }),
      ...(input.Version === undefined ? {} : { version: input.Version }),
      ...(input.CorsConfiguration === undefined ? {} : { cors: corsFrom(input.CorsConfiguration) }),
      tags: input.Tags ?? {},
      createdAt: context.now().toISOString(),
    };
    return apiView(await openApi(context, row, (api) => quickCreate(context, api, input)));
  },
});

function refuse(input: Partial<CreateApiRequest>): void {
  if (input.ProtocolType === 'WEBSOCKET') throw new NotImplemented('The ProtocolType WEBSOCKET');
  if (input.ProtocolType !== 'HTTP') throw badRequest('Invalid protocol specified. Must be one of [HTTP, WEBSOCKET]');
  if (input.DisableExecuteApiEndpoint === true) throw new NotImplemented('The parameter DisableExecuteApiEndpoint of CreateApi');
  if (input.IpAddressType !== undefined && input.IpAddressType !== 'ipv4')
    throw new NotImplemented(`The IpAddressType ${input.IpAddressType}`);
  const expression = input.RouteSelectionExpression;
  // With or without braces: both are written.
  if (expression !== undefined && expression.replaceAll(/[{}]/g, '') !== '$request.method $request.path') {
    throw badRequest('Invalid route selection expression: only ${request.method} ${request.path} is supported for HTTP APIs');
  }
}

/** With a Target an API comes with an integration, a route and a stage that follows. */
function quickCreate(
  context: OperationContext,
  { apiId }: ApiRow,
  { Target: target, RouteKey: routeKey }: Partial<CreateApiRequest>,
): void {
  if (target === undefined) {
    if (routeKey !== undefined) throw badRequest('RouteKey can be specified with Target only');
    return;
  }
  const tables = apiTables(context.state);
  const integration = integrationFrom(newId(context), {
    IntegrationType: 'AWS_PROXY',
    IntegrationUri: target,
    PayloadFormatVersion: '2.0',
  });
  tables.integrations.put(`${apiId}/${integration.integrationId}`, integration);
  const wanted = { RouteKey: routeKey ?? '$default', Target: `integrations/${integration.integrationId}` };
  const route = routeFrom(context, apiId, newId(context), wanted);
  tables.routes.put(`${apiId}/${route.routeId}`, route);
  tables.stages.put(`${apiId}/$default`, stageFrom(context, apiId, '$default', { AutoDeploy: true }));
  autoDeploy(context, apiId);
}

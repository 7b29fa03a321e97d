import { CreateRoute$, DeleteRoute$, UpdateRoute$ } from '@aws-sdk/client-apigatewayv2';
import { boolean, string } from '../template/shape.ts';
import { defineKind } from './resource-kind.ts';

interface RouteProperties {
  readonly ApiId: string;
  readonly RouteKey: string;
  readonly Target?: string;
  readonly OperationName?: string;
  readonly AuthorizationType?: string;
  readonly ApiKeyRequired?: boolean;
}

export const apigatewayv2Route = defineKind<RouteProperties>({
  type: 'AWS::ApiGatewayV2::Route',
  properties: {
    ApiId: { shape: string, required: true, replaces: true },
    RouteKey: { shape: string, required: true },
    Target: { shape: string },
    OperationName: { shape: string },
    AuthorizationType: { shape: string },
    ApiKeyRequired: { shape: boolean },
  },
  notEmulated: [
    'AuthorizationScopes',
    'AuthorizerId',
    'ModelSelectionExpression',
    'RequestModels',
    'RequestParameters',
    'RouteResponseSelectionExpression',
  ],
  attributes: ['RouteId'],
  tagged: false,
  idOf: (_properties, context) => context.logicalId,
  create: async (properties, context) => {
    const { RouteId = '' } = await context.call<{ readonly RouteId?: string }>(CreateRoute$, { ...properties });
    return { id: RouteId, attributes: { RouteId } };
  },
  update: async (physical, _before, after, context) => {
    await context.call(UpdateRoute$, { RouteId: physical.id, ...after });
    return { id: physical.id, attributes: { RouteId: physical.id } };
  },
  remove: async ({ id }, { ApiId = '' }, context) => {
    await context.call(DeleteRoute$, { ApiId, RouteId: id });
  },
});

import { CreateIntegration$, DeleteIntegration$, UpdateIntegration$ } from '@aws-sdk/client-apigatewayv2';
import { integer, string } from '../template/shape.ts';
import { defineKind } from './resource-kind.ts';

interface IntegrationProperties {
  readonly ApiId: string;
  readonly IntegrationType: string;
  readonly IntegrationUri?: string;
  readonly IntegrationMethod?: string;
  readonly ConnectionType?: string;
  readonly PayloadFormatVersion?: string;
  readonly TimeoutInMillis?: number;
  readonly Description?: string;
}

export const apigatewayv2Integration = defineKind<IntegrationProperties>({
  type: 'AWS::ApiGatewayV2::Integration',
  properties: {
    ApiId: { shape: string, required: true, replaces: true },
    IntegrationType: { shape: string, required: true },
    IntegrationUri: { shape: string },
    IntegrationMethod: { shape: string },
    ConnectionType: { shape: string },
    PayloadFormatVersion: { shape: string },
    TimeoutInMillis: { shape: integer },
    Description: { shape: string },
  },
  notEmulated: [
    'ConnectionId',
    'ContentHandlingStrategy',
    'CredentialsArn',
    'IntegrationSubtype',
    'PassthroughBehavior',
    'RequestParameters',
    'RequestTemplates',
    'ResponseParameters',
    'TemplateSelectionExpression',
    'TlsConfig',
  ],
  attributes: ['IntegrationId'],
  tagged: false,
  idOf: (_properties, context) => context.logicalId,
  create: async (properties, context) => {
    const { IntegrationId = '' } = await context.call<{ readonly IntegrationId?: string }>(CreateIntegration$, { ...properties });
    return { id: IntegrationId, attributes: { IntegrationId } };
  },
  update: async (physical, _before, after, context) => {
    await context.call(UpdateIntegration$, { IntegrationId: physical.id, ...after });
    return { id: physical.id, attributes: { IntegrationId: physical.id } };
  },
  remove: async ({ id }, { ApiId = '' }, context) => {
    await context.call(DeleteIntegration$, { ApiId, IntegrationId: id });
  },
});

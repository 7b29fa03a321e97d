import { CreateDeployment$, DeleteDeployment$ } from '@aws-sdk/client-apigatewayv2';
import { string } from '../template/shape.ts';
import { defineKind } from './resource-kind.ts';

interface DeploymentProperties {
  readonly ApiId: string;
  readonly StageName?: string;
  readonly Description?: string;
}

/** What the API is at the moment of its making: it must depend on the routes that it is to have. */
export const apigatewayv2Deployment = defineKind<DeploymentProperties>({
  type: 'AWS::ApiGatewayV2::Deployment',
  properties: {
    ApiId: { shape: string, required: true, replaces: true },
    StageName: { shape: string, replaces: true },
    Description: { shape: string, replaces: true },
  },
  notEmulated: [],
  attributes: ['DeploymentId'],
  tagged: false,
  idOf: (_properties, context) => context.logicalId,
  create: async (properties, context) => {
    const { DeploymentId = '' } = await context.call<{ readonly DeploymentId?: string }>(CreateDeployment$, { ...properties });
    return { id: DeploymentId, attributes: { DeploymentId } };
  },
  // Every property replaces it, so this is only asked for where it was made by a run that was cut off.
  update: ({ id }) => Promise.resolve({ id, attributes: { DeploymentId: id } }),
  remove: async ({ id }, { ApiId = '' }, context) => {
    await context.call(DeleteDeployment$, { ApiId, DeploymentId: id });
  },
});

import { DeleteResourcePolicy$, PutResourcePolicy$ } from '@aws-sdk/client-secrets-manager';
import type { Json } from '../template/json.ts';
import { boolean, json, string } from '../template/shape.ts';
import { defineKind, jsonText, type Physical, type ResourceContext } from './resource-kind.ts';

interface ResourcePolicyProperties {
  readonly SecretId: string;
  readonly ResourcePolicy: Json;
  readonly BlockPublicPolicy?: boolean;
}

export const secretsmanagerResourcePolicy = defineKind<ResourcePolicyProperties>({
  type: 'AWS::SecretsManager::ResourcePolicy',
  properties: {
    SecretId: { shape: string, required: true, replaces: true },
    ResourcePolicy: { shape: json, required: true },
    BlockPublicPolicy: { shape: boolean },
  },
  notEmulated: [],
  attributes: ['Id'],
  tagged: false,
  idOf: ({ SecretId }) => SecretId,
  create: put,
  update: (_physical, _before, after, context) => put(after, context),
  remove: async (_physical, { SecretId }, context) => {
    await context.call(DeleteResourcePolicy$, { SecretId });
  },
});

async function put(properties: ResourcePolicyProperties, context: ResourceContext): Promise<Physical> {
  const { SecretId, ResourcePolicy, BlockPublicPolicy } = properties;
  await context.call(PutResourcePolicy$, {
    SecretId,
    ResourcePolicy: jsonText(ResourcePolicy),
    ...(BlockPublicPolicy === undefined ? {} : { BlockPublicPolicy }),
  });
  return { id: SecretId, attributes: { Id: SecretId } };
}

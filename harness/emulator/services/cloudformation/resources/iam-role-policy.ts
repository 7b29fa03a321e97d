import { DeleteRolePolicy$, PutRolePolicy$ } from '@aws-sdk/client-iam';
import type { Json } from '../template/json.ts';
import { json, string } from '../template/shape.ts';
import { defineKind, jsonText, type ResourceContext } from './resource-kind.ts';

interface RolePolicyProperties {
  readonly PolicyName: string;
  readonly RoleName: string;
  readonly PolicyDocument?: Json;
}

export const iamRolePolicy = defineKind<RolePolicyProperties>({
  type: 'AWS::IAM::RolePolicy',
  properties: {
    PolicyName: { shape: string, required: true, replaces: true },
    RoleName: { shape: string, required: true, replaces: true },
    PolicyDocument: { shape: json },
  },
  notEmulated: [],
  attributes: [],
  iam: true,
  tagged: false,
  idOf,
  create: put,
  update: (_physical, _before, after, context) => put(after, context),
  remove: async ({ id }, _properties, context) => {
    const [PolicyName, RoleName] = id.split('|');
    await context.call(DeleteRolePolicy$, { PolicyName, RoleName });
  },
});

function idOf({ PolicyName, RoleName }: RolePolicyProperties): string {
  return `${PolicyName}|${RoleName}`;
}

async function put(properties: RolePolicyProperties, context: ResourceContext): Promise<{ readonly id: string; readonly attributes: {} }> {
  const { PolicyName, RoleName, PolicyDocument = {} } = properties;
  await context.call(PutRolePolicy$, { PolicyName, RoleName, PolicyDocument: jsonText(PolicyDocument) });
  return { id: idOf(properties), attributes: {} };
}

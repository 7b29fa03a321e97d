import { DeleteResourcePolicy$, DescribeResourcePolicies$, PutResourcePolicy$ } from '@aws-sdk/client-cloudwatch-logs';
import type { DescribeResourcePoliciesResponse } from '@aws-sdk/client-cloudwatch-logs';
import { AwsError } from '../../../kernel/aws-error.ts';
import { HandlerFailure } from '../stacks/handler-message.ts';
import type { Json } from '../template/json.ts';
import { json, string } from '../template/shape.ts';
import { defineKind, jsonText, type ResourceContext } from './resource-kind.ts';

interface ResourcePolicyProperties {
  readonly PolicyName: string;
  readonly PolicyDocument: Json;
}

export const logsResourcePolicy = defineKind<ResourcePolicyProperties>({
  type: 'AWS::Logs::ResourcePolicy',
  properties: { PolicyName: { shape: string, required: true, replaces: true }, PolicyDocument: { shape: json, required: true } },
  notEmulated: [],
  attributes: [],
  nameProperty: 'PolicyName',
  tagged: false,
  idOf: ({ PolicyName }) => PolicyName,
  create: async (properties, context) => {
    const { resourcePolicies = [] } = await context.call<DescribeResourcePoliciesResponse>(DescribeResourcePolicies$, {});
    if (resourcePolicies.some(({ policyName }) => policyName === properties.PolicyName))
      throw new HandlerFailure(new AwsError('AlreadyExists', `${properties.PolicyName} already exists`, 400), PutResourcePolicy$);
    return put(properties, context);
  },
  update: (_physical, _before, after, context) => put(after, context),
  remove: async ({ id }, _properties, context) => {
    await context.call(DeleteResourcePolicy$, { policyName: id });
  },
});

async function put({ PolicyName, PolicyDocument }: ResourcePolicyProperties, context: ResourceContext) {
  await context.call(PutResourcePolicy$, { policyName: PolicyName, policyDocument: jsonText(PolicyDocument) });
  return { id: PolicyName, attributes: {} };
}

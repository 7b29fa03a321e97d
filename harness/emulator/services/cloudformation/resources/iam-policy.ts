import { DeleteRolePolicy$, PutRolePolicy$ } from '@aws-sdk/client-iam';
import { validationError } from '../errors.ts';
import type { Json } from '../template/json.ts';
import { json, listOf, string } from '../template/shape.ts';
import { goneIsFine } from './gone-is-fine.ts';
import { generatedName } from './physical-name.ts';
import { defineKind, jsonText, type ResourceContext } from './resource-kind.ts';

interface PolicyProperties {
  readonly PolicyName: string;
  readonly PolicyDocument: Json;
  readonly Roles?: readonly string[];
}

/** An inline policy put into roles. */
export const iamPolicy = defineKind<PolicyProperties>({
  type: 'AWS::IAM::Policy',
  properties: {
    PolicyName: { shape: string, required: true },
    PolicyDocument: { shape: json, required: true },
    Roles: { shape: listOf(string) },
  },
  notEmulated: ['Groups', 'Users'],
  attributes: ['Id'],
  iam: true,
  tagged: false,
  idOf: (_properties, context) => policyId(context),
  create: async (properties, context) => {
    if ((properties.Roles ?? []).length === 0) throw validationError('At least one of [Groups,Roles,Users] must be non-empty.');
    const id = policyId(context);
    await putInto(properties.Roles ?? [], properties, context, () => context.exists(id));
    return { id, attributes: { Id: id } };
  },
  update: async ({ id }, before, after, context) => {
    await putInto(after.Roles ?? [], after, context);
    const kept = before.PolicyName === after.PolicyName ? new Set(after.Roles) : new Set<string>();
    await takeFrom(
      (before.Roles ?? []).filter((role) => !kept.has(role)),
      before.PolicyName,
      context,
    );
    return { id, attributes: { Id: id } };
  },
  remove: (_physical, properties, context) => takeFrom(properties.Roles ?? [], properties.PolicyName, context),
});

/** It stands in several roles, so it has an id of its own: the first letters of the stack and logical id, and random ones. */
function policyId(context: ResourceContext): string {
  return generatedName({ ...context, stackName: context.stackName.slice(0, 5), logicalId: context.logicalId.slice(0, 4) }, 64);
}

async function putInto(
  roles: readonly string[],
  { PolicyName, PolicyDocument }: PolicyProperties,
  context: ResourceContext,
  done: () => void = () => undefined,
): Promise<void> {
  for (const RoleName of roles) {
    await context.call(PutRolePolicy$, { RoleName, PolicyName, PolicyDocument: jsonText(PolicyDocument) });
    done();
  }
}

async function takeFrom(roles: readonly string[], PolicyName: string | undefined, context: ResourceContext): Promise<void> {
  for (const RoleName of roles) await goneIsFine(context.call(DeleteRolePolicy$, { RoleName, PolicyName }));
}

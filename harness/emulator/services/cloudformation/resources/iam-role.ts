import {
  AttachRolePolicy$,
  CreateRole$,
  DeleteRole$,
  DeleteRolePermissionsBoundary$,
  DeleteRolePolicy$,
  DetachRolePolicy$,
  GetRole$,
  PutRolePermissionsBoundary$,
  PutRolePolicy$,
  TagRole$,
  UntagRole$,
  UpdateAssumeRolePolicy$,
  UpdateRole$,
} from '@aws-sdk/client-iam';
import { isDeepStrictEqual } from 'node:util';
import type { Json } from '../template/json.ts';
import { integer, json, listOf, objectOf, string, tags } from '../template/shape.ts';
import { goneIsFine } from './gone-is-fine.ts';
import { generatedName, tagChanges } from './physical-name.ts';
import { defineKind, jsonText, type Physical, type ResourceContext, type Tag } from './resource-kind.ts';

interface RoleProperties {
  readonly AssumeRolePolicyDocument: Json;
  readonly RoleName?: string;
  readonly Path?: string;
  readonly Description?: string;
  readonly MaxSessionDuration?: number;
  readonly PermissionsBoundary?: string;
  readonly ManagedPolicyArns?: readonly string[];
  readonly Policies?: readonly { readonly PolicyName: string; readonly PolicyDocument: Json }[];
  readonly Tags?: readonly Tag[];
}

interface RoleOutput {
  readonly Role?: { readonly Arn?: string; readonly RoleId?: string };
}

export const iamRole = defineKind<RoleProperties>({
  type: 'AWS::IAM::Role',
  properties: {
    AssumeRolePolicyDocument: { shape: json, required: true },
    RoleName: { shape: string, replaces: true },
    Path: { shape: string, replaces: true },
    Description: { shape: string },
    MaxSessionDuration: { shape: integer },
    PermissionsBoundary: { shape: string },
    ManagedPolicyArns: { shape: listOf(string) },
    Policies: {
      shape: listOf(objectOf({ PolicyName: { shape: string, required: true }, PolicyDocument: { shape: json, required: true } })),
    },
    Tags: { shape: tags },
  },
  notEmulated: [],
  attributes: ['Arn', 'RoleId'],
  nameProperty: 'RoleName',
  iam: true,
  tagged: true,
  idOf: roleName,
  create: async (properties, context) => {
    const RoleName = roleName(properties, context);
    const { Path, Description, MaxSessionDuration, PermissionsBoundary } = properties;
    const { Role: role } = await context.call<RoleOutput>(CreateRole$, {
      RoleName,
      AssumeRolePolicyDocument: jsonText(properties.AssumeRolePolicyDocument),
      ...(Path === undefined ? {} : { Path }),
      ...(Description === undefined ? {} : { Description }),
      ...(MaxSessionDuration === undefined ? {} : { MaxSessionDuration }),
      ...(PermissionsBoundary === undefined ? {} : { PermissionsBoundary }),
      ...(context.tags.length === 0 ? {} : { Tags: context.tags }),
    });
    context.exists(RoleName);
    await changePolicies(RoleName, {}, properties, context);
    return physical(RoleName, role);
  },
  update: async ({ id, attributes }, before, after, context) => {
    await changeRole(id, before, after, context);
    await changePolicies(id, before, after, context);
    if (attributes['Arn'] !== undefined) return { id, attributes };
    const { Role: role } = await context.call<RoleOutput>(GetRole$, { RoleName: id });
    return physical(id, role);
  },
  remove: async ({ id }, properties, context) => {
    for (const PolicyArn of properties.ManagedPolicyArns ?? []) {
      await goneIsFine(context.call(DetachRolePolicy$, { RoleName: id, PolicyArn }));
    }
    for (const { PolicyName } of properties.Policies ?? []) {
      await goneIsFine(context.call(DeleteRolePolicy$, { RoleName: id, PolicyName }));
    }
    await context.call(DeleteRole$, { RoleName: id });
  },
});

function roleName(properties: RoleProperties, context: ResourceContext): string {
  return properties.RoleName ?? generatedName(context, 64);
}

function physical(id: string, role: RoleOutput['Role']): Physical {
  return { id, attributes: { Arn: role?.Arn ?? '', RoleId: role?.RoleId ?? '' } };
}

async function changeRole(
  RoleName: string,
  before: Partial<RoleProperties>,
  after: RoleProperties,
  context: ResourceContext,
): Promise<void> {
  const changed = (name: keyof RoleProperties): boolean => !isDeepStrictEqual(before[name], after[name]);
  if (changed('AssumeRolePolicyDocument')) {
    await context.call(UpdateAssumeRolePolicy$, { RoleName, PolicyDocument: jsonText(after.AssumeRolePolicyDocument) });
  }
  if (changed('Description') || changed('MaxSessionDuration')) {
    const { Description = '', MaxSessionDuration = 3600 } = after;
    await context.call(UpdateRole$, { RoleName, Description, MaxSessionDuration });
  }
  if (changed('PermissionsBoundary')) {
    const { PermissionsBoundary } = after;
    if (PermissionsBoundary === undefined) await context.call(DeleteRolePermissionsBoundary$, { RoleName });
    else await context.call(PutRolePermissionsBoundary$, { RoleName, PermissionsBoundary });
  }
  const { put, removed } = tagChanges(context.tagsBefore, context.tags);
  if (put.length > 0) await context.call(TagRole$, { RoleName, Tags: put });
  if (removed.length > 0) await context.call(UntagRole$, { RoleName, TagKeys: removed });
}

async function changePolicies(
  RoleName: string,
  before: Partial<RoleProperties>,
  after: RoleProperties,
  context: ResourceContext,
): Promise<void> {
  const attached = new Set(before.ManagedPolicyArns);
  const wanted = new Set(after.ManagedPolicyArns);
  for (const PolicyArn of wanted) if (!attached.has(PolicyArn)) await context.call(AttachRolePolicy$, { RoleName, PolicyArn });
  for (const PolicyArn of attached) {
    if (!wanted.has(PolicyArn)) await goneIsFine(context.call(DetachRolePolicy$, { RoleName, PolicyArn }));
  }
  const inline = new Map(before.Policies?.map((policy) => [policy.PolicyName, policy.PolicyDocument]));
  for (const { PolicyName, PolicyDocument } of after.Policies ?? []) {
    if (!isDeepStrictEqual(inline.get(PolicyName), PolicyDocument)) {
      await context.call(PutRolePolicy$, { RoleName, PolicyName, PolicyDocument: jsonText(PolicyDocument) });
    }
    inline.delete(PolicyName);
  }
  for (const PolicyName of inline.keys()) await goneIsFine(context.call(DeleteRolePolicy$, { RoleName, PolicyName }));
}

import {
  AttachRolePolicy$,
  CreatePolicy$,
  CreatePolicyVersion$,
  DeletePolicy$,
  DeletePolicyVersion$,
  DetachRolePolicy$,
  ListPolicyVersions$,
} from '@aws-sdk/client-iam';
import { isDeepStrictEqual } from 'node:util';
import type { Json } from '../template/json.ts';
import { json, listOf, string } from '../template/shape.ts';
import { goneIsFine } from './gone-is-fine.ts';
import { generatedName } from './physical-name.ts';
import { defineKind, jsonText, type ResourceContext } from './resource-kind.ts';

interface ManagedPolicyProperties {
  readonly PolicyDocument: Json;
  readonly ManagedPolicyName?: string;
  readonly Description?: string;
  readonly Path?: string;
  readonly Roles?: readonly string[];
}

interface Versions {
  readonly Versions?: readonly { readonly VersionId?: string; readonly IsDefaultVersion?: boolean }[];
}

/** IAM keeps at most five versions of a policy. */
const mostVersions = 5;

export const iamManagedPolicy = defineKind<ManagedPolicyProperties>({
  type: 'AWS::IAM::ManagedPolicy',
  properties: {
    PolicyDocument: { shape: json, required: true },
    ManagedPolicyName: { shape: string, replaces: true },
    Description: { shape: string, replaces: true },
    Path: { shape: string, replaces: true },
    Roles: { shape: listOf(string) },
  },
  notEmulated: ['Groups', 'Users'],
  attributes: ['PolicyArn', 'PolicyId'],
  nameProperty: 'ManagedPolicyName',
  iam: true,
  tagged: false,
  idOf: (properties, context) => `arn:aws:iam::${context.account}:policy${properties.Path ?? '/'}${policyName(properties, context)}`,
  create: async (properties, context) => {
    const { Path, Description } = properties;
    const { Policy: policy } = await context.call<{ readonly Policy?: { readonly Arn?: string; readonly PolicyId?: string } }>(
      CreatePolicy$,
      {
        PolicyName: policyName(properties, context),
        PolicyDocument: jsonText(properties.PolicyDocument),
        ...(Path === undefined ? {} : { Path }),
        ...(Description === undefined ? {} : { Description }),
      },
    );
    const id = policy?.Arn ?? '';
    context.exists(id);
    for (const RoleName of properties.Roles ?? []) await context.call(AttachRolePolicy$, { RoleName, PolicyArn: id });
    return { id, attributes: { PolicyArn: id, PolicyId: policy?.PolicyId ?? '' } };
  },
  update: async ({ id, attributes }, before, after, context) => {
    if (!isDeepStrictEqual(before.PolicyDocument, after.PolicyDocument)) await newVersion(id, after.PolicyDocument, context);
    const attached = new Set(before.Roles);
    const wanted = new Set(after.Roles);
    for (const RoleName of wanted) if (!attached.has(RoleName)) await context.call(AttachRolePolicy$, { RoleName, PolicyArn: id });
    for (const RoleName of attached) {
      if (!wanted.has(RoleName)) await goneIsFine(context.call(DetachRolePolicy$, { RoleName, PolicyArn: id }));
    }
    return { id, attributes: { ...attributes, PolicyArn: id } };
  },
  remove: async ({ id }, properties, context) => {
    for (const RoleName of properties.Roles ?? []) await goneIsFine(context.call(DetachRolePolicy$, { RoleName, PolicyArn: id }));
    const { Versions: versions = [] } = await context.call<Versions>(ListPolicyVersions$, { PolicyArn: id });
    for (const { VersionId, IsDefaultVersion } of versions) {
      if (IsDefaultVersion !== true) await context.call(DeletePolicyVersion$, { PolicyArn: id, VersionId });
    }
    await context.call(DeletePolicy$, { PolicyArn: id });
  },
});

function policyName(properties: ManagedPolicyProperties, context: ResourceContext): string {
  return properties.ManagedPolicyName ?? generatedName(context, 128);
}

async function newVersion(PolicyArn: string, document: Json, context: ResourceContext): Promise<void> {
  const { Versions: versions = [] } = await context.call<Versions>(ListPolicyVersions$, { PolicyArn });
  const oldest = versions.filter(({ IsDefaultVersion }) => IsDefaultVersion !== true).at(-1);
  if (versions.length >= mostVersions && oldest !== undefined) {
    await context.call(DeletePolicyVersion$, { PolicyArn, VersionId: oldest.VersionId });
  }
  await context.call(CreatePolicyVersion$, { PolicyArn, PolicyDocument: jsonText(document), SetAsDefault: true });
}

import type { Tag } from '@aws-sdk/client-iam';
import type { IdentityRow } from '../../accounts/identities.ts';
import type { Want } from '../../accounts/policy.ts';
import type { OperationContext } from '../../kernel/context.ts';
import type { IdentityKind } from './identity-kind.ts';
import { tagConditionKeys } from './tags.ts';

interface NewIdentity {
  readonly name: string | undefined;
  readonly Path?: string | undefined;
  readonly PermissionsBoundary?: string | undefined;
  readonly Tags?: readonly Tag[] | undefined;
}

/** What making a role or user takes: with tags also the right to tag it. */
export function newIdentityWants<Row extends IdentityRow>(
  context: OperationContext,
  { noun }: IdentityKind<Row>,
  { name = '', Path = '/', PermissionsBoundary, Tags = [] }: NewIdentity,
): readonly Want[] {
  const Noun = noun === 'role' ? 'Role' : 'User';
  const resource = `arn:aws:iam::${context.account}:${noun}${Path}${name}`;
  const conditionKeys = {
    ...tagConditionKeys(Tags),
    ...(PermissionsBoundary === undefined ? {} : { 'iam:PermissionsBoundary': PermissionsBoundary }),
  };
  const create = { action: `iam:Create${Noun}`, resource, conditionKeys };
  return Tags.length === 0 ? [create] : [create, { action: `iam:Tag${Noun}`, resource, conditionKeys }];
}

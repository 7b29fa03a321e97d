import { findRole } from '../../accounts/identities.ts';
import type { RoleRow } from '../../accounts/identities.ts';
import { parsePolicy } from '../../accounts/policy-document.ts';
import type { PolicyDocument, Want } from '../../accounts/policy.ts';
import type { OperationContext } from '../../kernel/context.ts';
import type { AssumeRoleRequest } from './assume-role-request.ts';
import { validationError } from './errors.ts';
import { directoryOf } from './identity-directory.ts';

/** The role that is asked for, which the ARN must name with its path. */
export function roleOf({ account, roleName, roleArn }: AssumeRoleRequest, context: OperationContext): RoleRow | undefined {
  const role = findRole(directoryOf(context).state, account, roleName);
  return role?.arn === roleArn ? role : undefined;
}

/** A role that isn't there trusts nobody: the caller can't tell it from one that doesn't trust him. */
export function trustPolicyOf(role: RoleRow | undefined): PolicyDocument {
  return role === undefined ? { Statement: [] } : parsePolicy(role.trustPolicy);
}

/** What the role's trust policy must allow: `action`, and sts:TagSession where the session gets tags. */
export function assumeWants(action: string, request: AssumeRoleRequest, role: RoleRow | undefined): readonly Want[] {
  const { roleArn, account, sessionName, externalId, tags } = request;
  const conditionKeys = {
    'sts:RoleSessionName': sessionName,
    ...(externalId === undefined ? {} : { 'sts:ExternalId': externalId }),
    ...Object.fromEntries(Object.entries(tags).map(([key, value]) => [`aws:RequestTag/${key}`, value])),
    ...(Object.keys(tags).length === 0 ? {} : { 'aws:TagKeys': Object.keys(tags) }),
  };
  const assume = {
    action,
    resource: roleArn,
    resourceAccount: account,
    resourcePolicy: trustPolicyOf(role),
    resourcePolicyRequired: true,
    conditionKeys,
  };
  return Object.keys(tags).length === 0 ? [assume] : [assume, { ...assume, action: 'sts:TagSession' }];
}

export function durationWithin(role: RoleRow, durationSeconds: number): number {
  if (durationSeconds <= role.maxSessionSeconds) return durationSeconds;
  throw validationError('The requested DurationSeconds exceeds the MaxSessionDuration set for this role.');
}

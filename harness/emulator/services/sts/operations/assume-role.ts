import { AssumeRole$ } from '@aws-sdk/client-sts';
import type { AssumeRoleCommandInput, AssumeRoleCommandOutput } from '@aws-sdk/client-sts';
import { findRole } from '../../../accounts/identities.ts';
import type { RoleRow } from '../../../accounts/identities.ts';
import { parsePolicy } from '../../../accounts/policy-document.ts';
import type { PolicyDocument, Want } from '../../../accounts/policy.ts';
import type { OperationContext } from '../../../kernel/context.ts';
import { defineOperation } from '../../../kernel/operation.ts';
import { readAssumeRole } from '../assume-role-request.ts';
import type { AssumeRoleRequest } from '../assume-role-request.ts';
import { accessDenied, validationError } from '../errors.ts';
import { directoryOf } from '../identity-directory.ts';
import { sessionPolicies } from '../session-policies.ts';

export const assumeRole = defineOperation<AssumeRoleCommandInput, AssumeRoleCommandOutput>({
  schema: AssumeRole$,
  accepts: ['RoleArn', 'RoleSessionName', 'PolicyArns', 'Policy', 'DurationSeconds', 'Tags', 'ExternalId'],
  authorise(input, context) {
    const request = readAssumeRole(input);
    refuseRoot(context);
    return wantsOf(request, trustPolicyOf(roleOf(request, context)));
  },
  handle(input, context) {
    const request = readAssumeRole(input);
    const role = roleOf(request, context);
    // Authorisation found the role's trust policy; nothing runs between.
    if (role === undefined) throw accessDenied(`Role ${request.roleArn} is gone`);
    const expiresAt = new Date(context.now().getTime() + durationOf(request, role, context) * 1000);
    const policies = sessionPolicies(directoryOf(context).state, request);
    const arn = `arn:aws:sts::${request.account}:assumed-role/${role.name}/${request.sessionName}`;
    const key = context.credentials.issue(
      {
        kind: 'assumed-role',
        account: request.account,
        arn,
        roleArn: role.arn,
        roleName: role.name,
        roleId: role.id,
        sessionName: request.sessionName,
        sessionPolicies: policies,
        sessionTags: request.tags,
        expiresAt,
      },
      { sessionToken: true, expiresAt },
    );
    return {
      Credentials: {
        AccessKeyId: key.accessKeyId,
        SecretAccessKey: key.secretAccessKey,
        SessionToken: key.sessionToken,
        Expiration: expiresAt,
      },
      AssumedRoleUser: { AssumedRoleId: `${role.id}:${request.sessionName}`, Arn: arn },
      PackedPolicySize: packedSize(policies, request.tags),
      SourceIdentity: undefined,
      SessionTokenSize: undefined,
      SessionTokenUtilization: undefined,
    };
  },
});

/** Keys that the emulator handed out to root are held to AWS's rule; the unchecked keys of other emulators' convention are not. */
function refuseRoot({ principal, accessKeyId, credentials }: OperationContext): void {
  const checkedKey = accessKeyId === undefined || credentials.lookup(accessKeyId) !== undefined;
  if (principal.kind === 'root' && checkedKey) throw accessDenied('Roles may not be assumed by root accounts.');
}

function roleOf({ account, roleName, roleArn }: AssumeRoleRequest, context: OperationContext): RoleRow | undefined {
  const role = findRole(directoryOf(context).state, account, roleName);
  return role?.arn === roleArn ? role : undefined;
}

/** A role that isn't there trusts nobody: the caller can't tell it from one that doesn't trust him. */
function trustPolicyOf(role: RoleRow | undefined): PolicyDocument {
  return role === undefined ? { Statement: [] } : parsePolicy(role.trustPolicy);
}

function wantsOf({ roleArn, account, sessionName, externalId, tags }: AssumeRoleRequest, resourcePolicy: PolicyDocument): readonly Want[] {
  const conditionKeys = {
    'sts:RoleSessionName': sessionName,
    ...(externalId === undefined ? {} : { 'sts:ExternalId': externalId }),
    ...Object.fromEntries(Object.entries(tags).map(([key, value]) => [`aws:RequestTag/${key}`, value])),
    ...(Object.keys(tags).length === 0 ? {} : { 'aws:TagKeys': Object.keys(tags) }),
  };
  const assume = {
    action: 'sts:AssumeRole',
    resource: roleArn,
    resourceAccount: account,
    resourcePolicy,
    resourcePolicyRequired: true,
    conditionKeys,
  };
  return Object.keys(tags).length === 0 ? [assume] : [assume, { ...assume, action: 'sts:TagSession' }];
}

const longestChainedSeconds = 3600;

function durationOf({ durationSeconds = 3600 }: AssumeRoleRequest, role: RoleRow, { principal }: OperationContext): number {
  if (principal.kind === 'assumed-role' && durationSeconds > longestChainedSeconds) {
    throw validationError('The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.');
  }
  if (durationSeconds > role.maxSessionSeconds) {
    throw validationError('The requested DurationSeconds exceeds the MaxSessionDuration set for this role.');
  }
  return durationSeconds;
}

/** In percent of what a session may carry; absent where it carries nothing. */
function packedSize(policies: readonly string[], tags: Readonly<Record<string, string>>): number | undefined {
  const characters = policies.join('').length + Object.entries(tags).flat().join('').length;
  return characters === 0 ? undefined : Math.min(100, Math.ceil((characters * 100) / 2048));
}

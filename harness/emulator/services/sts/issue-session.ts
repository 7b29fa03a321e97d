import type { AssumedRoleUser, Credentials } from '@aws-sdk/client-sts';
import type { RoleRow } from '../../accounts/identities.ts';
import type { Federation } from '../../accounts/principal.ts';
import type { OperationContext } from '../../kernel/context.ts';
import type { AssumeRoleRequest } from './assume-role-request.ts';
import { directoryOf } from './identity-directory.ts';
import { sessionPolicies } from './session-policies.ts';

export interface IssuedSession {
  readonly Credentials: Credentials;
  readonly AssumedRoleUser: AssumedRoleUser;
  readonly PackedPolicySize: number | undefined;
}

/** A session of the role, which lasts `durationSeconds`. */
export function issueSession(
  context: OperationContext,
  role: RoleRow,
  request: AssumeRoleRequest,
  durationSeconds: number,
  federation?: Federation,
): IssuedSession {
  const expiresAt = new Date(context.now().getTime() + durationSeconds * 1000);
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
      ...(federation === undefined ? {} : { federation }),
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
  };
}

/** In percent of what a session may carry; absent where it carries nothing. */
function packedSize(policies: readonly string[], tags: Readonly<Record<string, string>>): number | undefined {
  const characters = policies.join('').length + Object.entries(tags).flat().join('').length;
  return characters === 0 ? undefined : Math.min(100, Math.ceil((characters * 100) / 2048));
}

import { AssumeRole$ } from '@aws-sdk/client-sts';
import type { AssumeRoleCommandInput, AssumeRoleCommandOutput } from '@aws-sdk/client-sts';
import type { RoleRow } from '../../../accounts/identities.ts';
import type { OperationContext } from '../../../kernel/context.ts';
import { defineOperation } from '../../../kernel/operation.ts';
import { readAssumeRole } from '../assume-role-request.ts';
import type { AssumeRoleRequest } from '../assume-role-request.ts';
import { assumeWants, durationWithin, roleOf } from '../assumed-role.ts';
import { accessDenied, validationError } from '../errors.ts';
import { issueSession } from '../issue-session.ts';

export const assumeRole = defineOperation<AssumeRoleCommandInput, AssumeRoleCommandOutput>({
  schema: AssumeRole$,
  accepts: ['RoleArn', 'RoleSessionName', 'PolicyArns', 'Policy', 'DurationSeconds', 'Tags', 'ExternalId'],
  authorise(input, context) {
    const request = readAssumeRole(input);
    refuseRoot(context);
    return assumeWants('sts:AssumeRole', request, roleOf(request, context));
  },
  handle(input, context) {
    const request = readAssumeRole(input);
    const role = roleOf(request, context);
    // Authorisation found the role's trust policy; nothing runs between.
    if (role === undefined) throw accessDenied(`Role ${request.roleArn} is gone`);
    return {
      ...issueSession(context, role, request, durationOf(request, role, context)),
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

const longestChainedSeconds = 3600;

function durationOf(request: AssumeRoleRequest, role: RoleRow, { principal }: OperationContext): number {
  const { durationSeconds = 3600 } = request;
  if (principal.kind === 'assumed-role' && durationSeconds > longestChainedSeconds) {
    throw validationError('The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.');
  }
  return durationWithin(role, durationSeconds);
}

import type { Want } from '../../accounts/policy.ts';
import { invalidParameterValue } from './errors.ts';
import type { RunningLambda } from './running-lambda.ts';
import { cannotAssume } from './runtime/start-environment.ts';
import { isRefusedSession } from './runtime/execution-role.ts';
import type { ExecutionRole } from './runtime/execution-role.ts';

/** Lambda assumes the role when it is handed over, and refuses a function whose role it can't assume. */
export async function checkExecutionRole(running: RunningLambda, role: ExecutionRole): Promise<void> {
  if (/^arn:[^:]*:iam::(\d{12}):/.exec(role.roleArn)?.[1] !== role.account) {
    throw invalidParameterValue('Cross-account pass role is not allowed.');
  }
  try {
    await running.factory.roles.renew(role);
  } catch (error) {
    if (isRefusedSession(error)) throw invalidParameterValue(cannotAssume);
    throw error;
  }
}

export function passRoleWant(roleArn: string): Want {
  return { action: 'iam:PassRole', resource: roleArn, conditionKeys: { 'iam:PassedToService': 'lambda.amazonaws.com' } };
}

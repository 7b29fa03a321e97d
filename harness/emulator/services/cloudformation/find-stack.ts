import type { Want } from '../../accounts/policy.ts';
import type { OperationContext } from '../../kernel/context.ts';
import { stackDoesNotExist, validationError } from './errors.ts';
import { stackArn } from './stack-arn.ts';
import { stackTables, type StackRow, type StackTables } from './state.ts';

/** A stack by name, where it is not deleted, or by id, also where it is. */
export function lookUpStack(tables: StackTables, nameOrId: string): StackRow | undefined {
  const stackId = nameOrId.startsWith('arn:') ? nameOrId : tables.names.get(nameOrId);
  return stackId === undefined ? undefined : tables.stacks.get(stackId);
}

export function findStack(context: OperationContext, nameOrId: string | undefined): StackRow {
  const name = nameOrId ?? '';
  const stack = lookUpStack(stackTables(context.state), name);
  if (stack === undefined) throw stackDoesNotExist(name);
  return stack;
}

/** The permission to do `action` to a stack. Of one that does not exist yet, the id part of the ARN is a wildcard, as AWS asks. */
export function stackWant(context: OperationContext, action: string, nameOrId: string | undefined): Want {
  const { account, region } = context;
  const known = nameOrId === undefined ? undefined : lookUpStack(stackTables(context.state), nameOrId);
  const resource = known?.stackId ?? (nameOrId?.startsWith('arn:') === true ? nameOrId : stackArn(account, region, nameOrId ?? '*', '*'));
  return { action: `cloudformation:${action}`, resource };
}

/** Whoever gives a stack a role must be allowed to pass it. */
export function passRoleWants(roleArn: string | undefined): readonly Want[] {
  if (roleArn === undefined) return [];
  return [{ action: 'iam:PassRole', resource: roleArn, conditionKeys: { 'iam:PassedToService': 'cloudformation.amazonaws.com' } }];
}

export function checkStackName(name: string | undefined): string {
  const given = name ?? '';
  if (given.length > 128) throw constraint(given, 'Member must have length less than or equal to 128');
  if (!/^[a-zA-Z][-a-zA-Z0-9]*$/.test(given)) {
    throw constraint(given, 'Member must satisfy regular expression pattern: [a-zA-Z][-a-zA-Z0-9]*');
  }
  return given;
}

function constraint(value: string, rule: string): Error {
  return validationError(`1 validation error detected: Value '${value}' at 'stackName' failed to satisfy constraint: ${rule}`);
}

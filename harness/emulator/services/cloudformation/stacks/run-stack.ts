import { AssumeRole$ } from '@aws-sdk/client-sts';
import type { StaticOperationSchema } from '@smithy/types';
import { AwsError } from '../../../kernel/aws-error.ts';
import type { Partition } from '../../../accounts/state.ts';
import type { Principal } from '../../../accounts/principal.ts';
import type { ServiceHost } from '../../../kernel/context.ts';
import type { AnyResourceKind } from '../resources/resource-kind.ts';
import { stackTables } from '../state.ts';
import { runCreate } from './run-create.ts';
import { runDelete } from './run-delete.ts';
import { runUpdate } from './run-update.ts';
import { setStackStatus, stackOf, type StackRun } from './stack-run.ts';
import { revivePrincipal, type StackOperation } from './stack-operation.ts';

/** Does what the stack's operation says, from where it stands, until nothing is under way. */
export async function runStack(
  host: ServiceHost,
  partition: Partition,
  kinds: ReadonlyMap<string, AnyResourceKind>,
  stackId: string,
): Promise<void> {
  const { account, region } = partition;
  const tables = stackTables(partition);
  const stack = stackOf({ tables, stackId });
  const { operation } = stack;
  if (operation === undefined) return;
  const asked = revivePrincipal(operation.principal);
  const run = {
    host,
    tables,
    kinds,
    account,
    region,
    stackId,
    principal: asked,
    ...(operation.token === undefined ? {} : { token: operation.token }),
  };
  const { roleArn } = stack;
  const principal = roleArn === undefined ? asked : await actAsRole(run, roleArn, operation);
  if (principal !== undefined) await runOperation({ ...run, principal }, operation);
}

async function runOperation(run: StackRun, operation: StackOperation): Promise<void> {
  switch (operation.kind) {
    case 'create':
      return runCreate(run, operation);
    case 'update':
      return runUpdate(run, operation);
    case 'delete':
      return runDelete(run, operation);
  }
}

/** The stack's role, or undefined where it can't be assumed any more: the stack then ends as failed. */
async function actAsRole(run: StackRun, roleArn: string, operation: StackOperation): Promise<Principal | undefined> {
  try {
    return await assumeStackRole(run.host, run.account, roleArn);
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    setStackStatus(run, failedStatus(operation), `Role ${roleArn} is invalid or cannot be assumed`, { operation: undefined });
    return undefined;
  }
}

function failedStatus(operation: StackOperation): string {
  if (operation.kind === 'delete') return 'DELETE_FAILED';
  if (operation.kind === 'create') return operation.phase === 'rollback' ? 'ROLLBACK_FAILED' : 'CREATE_FAILED';
  return operation.phase.startsWith('rollback') ? 'UPDATE_ROLLBACK_FAILED' : 'UPDATE_FAILED';
}

/** What can make a call as somebody: the host, or the context of an operation. */
export interface Caller {
  call<Output>(
    operation: StaticOperationSchema,
    input: Record<string, unknown>,
    options: { readonly as: Principal; readonly account: string },
  ): Promise<Output>;
}

interface AssumedRole {
  readonly AssumedRoleUser?: { readonly Arn?: string; readonly AssumedRoleId?: string };
  readonly Credentials?: { readonly Expiration?: Date };
}

/** Becomes the role as the service cloudformation.amazonaws.com: its trust policy must let that in. */
export async function assumeStackRole(host: Caller, account: string, roleArn: string): Promise<Principal> {
  const sessionName = 'AWSCloudFormation';
  const { AssumedRoleUser: user, Credentials: credentials } = await host.call<AssumedRole>(
    AssumeRole$,
    { RoleArn: roleArn, RoleSessionName: sessionName },
    { as: { kind: 'service', account, service: 'cloudformation.amazonaws.com' }, account },
  );
  return {
    kind: 'assumed-role',
    account: roleArn.split(':')[4] ?? account,
    arn: user?.Arn ?? '',
    roleArn,
    roleName: roleArn.slice(roleArn.lastIndexOf('/') + 1),
    roleId: user?.AssumedRoleId?.split(':')[0] ?? '',
    sessionName,
    sessionPolicies: [],
    sessionTags: {},
    expiresAt: credentials?.Expiration ?? new Date(0),
  };
}

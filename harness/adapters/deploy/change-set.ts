import {
  AlreadyExistsException,
  CloudFormationServiceException,
  CreateChangeSetCommand,
  type CreateChangeSetCommandInput,
  DeleteChangeSetCommand,
  DeleteStackCommand,
  DescribeChangeSetCommand,
  type DescribeChangeSetCommandOutput,
  ExecuteChangeSetCommand,
  type Parameter,
} from '@aws-sdk/client-cloudformation';
import type { AwsClients } from '../aws/accounts.ts';
import { readStack } from './read-stack.ts';
import { settle } from './settle.ts';

const limitMs = 600_000;

export interface StackTarget {
  readonly stack: string;
  readonly template: { readonly body: string } | { readonly url: string };
  readonly parameters: Readonly<Record<string, string>>;
  readonly tags: Readonly<Record<string, string>>;
}

export interface ChangeSet {
  readonly name: string;
  readonly stack: string;
  readonly creates: boolean;
  readonly changes: readonly {
    readonly action: string;
    readonly logicalId: string;
    readonly type: string;
    readonly replacement: string | null;
  }[];
}

/** The account takes no such template or parameters; `message` is its own words. */
export class TemplateRefused extends Error {}

/** Asks the account what bringing the stack to `target` would change. Null where it says: nothing. The set stays until executed or dropped. */
export async function createChangeSet(clients: AwsClients, target: StackTarget, name: string): Promise<ChangeSet | null> {
  const creates = await readyForChange(clients, target.stack);
  const parameters = Object.entries(target.parameters).map(([ParameterKey, ParameterValue]): Parameter => ({
    ParameterKey,
    ParameterValue,
  }));
  const input: CreateChangeSetCommandInput = {
    StackName: target.stack,
    ChangeSetName: name,
    ChangeSetType: creates ? 'CREATE' : 'UPDATE',
    ...('body' in target.template ? { TemplateBody: target.template.body } : { TemplateURL: target.template.url }),
    Parameters: parameters,
    Capabilities: ['CAPABILITY_IAM', 'CAPABILITY_NAMED_IAM'],
    Tags: Object.entries(target.tags).map(([Key, Value]) => ({ Key, Value })),
  };
  try {
    await clients.cloudFormation.send(new CreateChangeSetCommand(input));
  } catch (error) {
    if (error instanceof CloudFormationServiceException && error.name === 'ValidationError') throw new TemplateRefused(error.message);
    // Left by a run that was killed between asking and executing.
    if (!(error instanceof AlreadyExistsException)) throw error;
    await dropChangeSet(clients, { stack: target.stack, name });
    await clients.cloudFormation.send(new CreateChangeSetCommand(input));
  }
  const described = await settle(
    `change set ${name} of ${target.stack}`,
    () => clients.cloudFormation.send(new DescribeChangeSetCommand({ StackName: target.stack, ChangeSetName: name })),
    ({ Status: status }) => status === 'CREATE_COMPLETE' || status === 'FAILED',
    limitMs,
  );
  if (described.Status === 'FAILED') {
    await dropChangeSet(clients, { stack: target.stack, name });
    // AWS has two sentences for it, by the way the change set was asked for.
    if (/didn't contain changes|No updates are to be performed/.test(described.StatusReason ?? '')) return null;
    throw new TemplateRefused(described.StatusReason ?? 'no reason given');
  }
  return { name, stack: target.stack, creates, changes: (described.Changes ?? []).map(toChange) };
}

/**
 * Whether the change will be a CREATE. Waits for what a killed run left under way, and removes a stack whose first create was rolled back:
 * CloudFormation lets nothing but a delete happen to it.
 */
async function readyForChange(clients: AwsClients, name: string): Promise<boolean> {
  const stack = await settle(
    `stack ${name}`,
    () => readStack(clients, name),
    (now) => !isUnderWay(now?.StackStatus),
    limitMs,
  );
  if (stack?.StackStatus === 'ROLLBACK_COMPLETE' || stack?.StackStatus === 'ROLLBACK_FAILED') {
    await clients.cloudFormation.send(new DeleteStackCommand({ StackName: name }));
    await settle(
      `delete of stack ${name}`,
      () => readStack(clients, name),
      (now) => now === null || now.StackStatus === 'DELETE_FAILED',
      limitMs,
    );
    return true;
  }
  return stack === null || stack.StackStatus === 'REVIEW_IN_PROGRESS';
}

function isUnderWay(status: string | undefined): boolean {
  return status !== undefined && status !== 'REVIEW_IN_PROGRESS' && status.endsWith('_IN_PROGRESS');
}

export async function dropChangeSet(clients: AwsClients, set: Pick<ChangeSet, 'stack' | 'name'>): Promise<void> {
  await clients.cloudFormation.send(new DeleteChangeSetCommand({ StackName: set.stack, ChangeSetName: set.name }));
}

/** Executes the set and waits; answers the stack's last status. */
export async function executeChangeSet(clients: AwsClients, set: ChangeSet): Promise<string> {
  await clients.cloudFormation.send(new ExecuteChangeSetCommand({ StackName: set.stack, ChangeSetName: set.name }));
  const stack = await settle(
    `stack ${set.stack}`,
    () => readStack(clients, set.stack),
    (now) => !isUnderWay(now?.StackStatus),
    limitMs,
  );
  return stack?.StackStatus ?? 'DELETE_COMPLETE';
}

function toChange(change: NonNullable<DescribeChangeSetCommandOutput['Changes']>[number]): ChangeSet['changes'][number] {
  const { Action: action, LogicalResourceId: logicalId, ResourceType: type, Replacement: replacement } = change.ResourceChange ?? {};
  return { action: action ?? '?', logicalId: logicalId ?? '?', type: type ?? '?', replacement: replacement ?? null };
}

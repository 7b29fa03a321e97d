import { parsePolicy } from '../../accounts/policy-document.ts';
import type { Want } from '../../accounts/policy.ts';
import type { Partition } from '../../accounts/state.ts';
import type { OperationContext } from '../../kernel/context.ts';
import { invalidAddress, queueDoesNotExist } from './errors.ts';
import { sqsTables } from './state.ts';
import type { QueueRow } from './state.ts';

/** A queue as a caller names it. */
export interface QueueRef {
  readonly account: string;
  readonly name: string;
}

export interface FoundQueue extends QueueRef {
  readonly queue: QueueRow;
  readonly partition: Partition;
  readonly arn: string;
}

export const queueArn = (region: string, { account, name }: QueueRef): string => `arn:aws:sqs:${region}:${account}:${name}`;

export const queueUrl = (endpoint: string, { account, name }: QueueRef): string => `${endpoint}/${account}/${name}`;

/** The account and name that a queue's URL ends in. The host says nothing: clients reach one emulator by several names. */
export function refOfUrl(url = ''): QueueRef {
  const match = /^(?:https?:\/\/[^/]+)?\/?(\d{12})\/([\w-]{1,80}(?:\.fifo)?)\/?$/.exec(url);
  const [, account, name] = match ?? [];
  if (account === undefined || name === undefined) throw invalidAddress(url);
  return { account, name };
}

export function lookUp(ref: QueueRef, context: OperationContext): FoundQueue | undefined {
  const partition = ref.account === context.account ? context.state : context.partitionOf(ref.account, context.region);
  const queue = sqsTables(partition).queues.get(ref.name);
  return queue === undefined ? undefined : { ...ref, queue, partition, arn: queueArn(context.region, ref) };
}

/** @throws QueueDoesNotExist */
export function findQueue(url: string | undefined, context: OperationContext): FoundQueue {
  const found = lookUp(refOfUrl(url), context);
  if (found === undefined) throw queueDoesNotExist();
  return found;
}

/** The want to do `action` to a queue, whose own policy speaks too. */
export function queueWant(action: string, ref: QueueRef, context: OperationContext, keys: Want['conditionKeys'] = {}): Want {
  const queue = lookUp(ref, context)?.queue;
  const policy = queue?.attributes['Policy'];
  return {
    action: `sqs:${action}`,
    resource: queueArn(context.region, ref),
    resourceAccount: ref.account,
    ...(policy === undefined ? {} : { resourcePolicy: parsePolicy(policy) }),
    conditionKeys: {
      ...Object.fromEntries(Object.entries(queue?.tags ?? {}).map(([key, value]) => [`aws:ResourceTag/${key}`, value])),
      ...keys,
    },
  };
}

/** The `authorise` of an operation that needs one action on the queue it names. */
export function queueAction(
  action: string,
): (input: { readonly QueueUrl?: string | undefined }, context: OperationContext) => readonly Want[] {
  return ({ QueueUrl: url }, context) => [queueWant(action, refOfUrl(url), context)];
}

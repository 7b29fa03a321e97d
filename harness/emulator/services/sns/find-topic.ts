import { parseArn } from '../../accounts/arn.ts';
import { parsePolicy } from '../../accounts/policy-document.ts';
import type { Want } from '../../accounts/policy.ts';
import type { Partition } from '../../accounts/state.ts';
import type { OperationContext } from '../../kernel/context.ts';
import { invalidParameter, topicNotFound } from './errors.ts';
import { snsTables } from './state.ts';
import type { TopicRow } from './state.ts';

export interface FoundTopic {
  readonly topic: TopicRow;
  readonly partition: Partition;
}

export const topicArn = ({ account, region }: Pick<OperationContext, 'account' | 'region'>, name: string): string =>
  `arn:aws:sns:${region}:${account}:${name}`;

type Reach = Pick<OperationContext, 'partitionOf'>;

/** Undefined where there is no such topic. @throws InvalidParameter for what is no topic's ARN. */
export function lookUp(arn: string | undefined, context: Reach): FoundTopic | undefined {
  const parsed = parseArn(arn ?? '');
  if (parsed?.service !== 'sns' || !/^[\w-]{1,256}(?:\.fifo)?$/.test(parsed.resource))
    throw invalidParameter('TopicArn Reason: An ARN must have at least 6 elements, not 1');
  const partition = context.partitionOf(parsed.account, parsed.region);
  const topic = snsTables(partition).topics.get(parsed.resource);
  return topic === undefined ? undefined : { topic, partition };
}

/** @throws NotFound */
export function findTopic(arn: string | undefined, context: Reach): FoundTopic {
  const found = lookUp(arn, context);
  if (found === undefined) throw topicNotFound();
  return found;
}

/** The want to do `action` to a topic, whose own policy speaks too. */
export function topicWant(action: string, arn: string | undefined, context: OperationContext, keys: Want['conditionKeys'] = {}): Want {
  const found = lookUp(arn, context);
  const policy = found?.topic.attributes['Policy'];
  return {
    action: `sns:${action}`,
    resource: arn ?? '',
    ...(policy === undefined ? {} : { resourcePolicy: parsePolicy(policy) }),
    conditionKeys: {
      ...Object.fromEntries(Object.entries(found?.topic.tags ?? {}).map(([key, value]) => [`aws:ResourceTag/${key}`, value])),
      ...keys,
    },
  };
}

/** The `authorise` of an operation that needs one action on the topic it names. */
export function topicAction(
  action: string,
): (input: { readonly TopicArn?: string | undefined }, context: OperationContext) => readonly Want[] {
  return ({ TopicArn: arn }, context) => [topicWant(action, arn, context)];
}

import { Publish$ } from '@aws-sdk/client-sns';
import type { PublishInput, PublishResponse } from '@aws-sdk/client-sns';
import { defineOperation } from '../../../kernel/operation.ts';
import { invalidParameter } from '../errors.ts';
import { findTopic, topicWant } from '../find-topic.ts';
import { publishMessage } from '../publish-message.ts';

export const publish = defineOperation<PublishInput, PublishResponse>({
  schema: Publish$,
  accepts: [
    'TopicArn',
    'TargetArn',
    'Message',
    'Subject',
    'MessageStructure',
    'MessageAttributes',
    'MessageGroupId',
    'MessageDeduplicationId',
  ],
  authorise: (input, context) => [topicWant('Publish', arnOf(input), context)],
  handle: (input, context) => ({ MessageId: publishMessage(findTopic(arnOf(input), context), input, context) }),
});

function arnOf({ TopicArn: topic, TargetArn: target }: PublishInput): string {
  const arn = topic ?? target;
  if (arn === undefined) throw invalidParameter('TopicArn or TargetArn Reason: no value for required parameter');
  return arn;
}

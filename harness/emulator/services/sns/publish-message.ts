import { randomUUID } from 'node:crypto';
import type { OperationContext } from '../../kernel/context.ts';
import type { FoundTopic } from './find-topic.ts';
import { readMessage } from './message-input.ts';
import type { MessageInput } from './message-input.ts';
import { passesFilter } from './passes-filter.ts';
import { runningSns } from './running-sns.ts';
import { snsTables } from './state.ts';
import type { TopicMessage } from './topic-message.ts';

/** Takes a message and sends it on its way to every subscriber that is confirmed and whose filter lets it through. Gives its id. */
export function publishMessage({ topic, partition }: FoundTopic, input: MessageInput, context: OperationContext): string {
  const message: TopicMessage = {
    ...readMessage(input),
    id: randomUUID(),
    topicArn: topic.arn,
    publishedAt: context.now().toISOString(),
  };
  context.transaction(() => {
    for (const [, subscription] of snsTables(partition).subscriptions.scan({ prefix: `${topic.name}/` })) {
      if (subscription.token !== undefined || !passesFilter(subscription, message)) continue;
      runningSns(context).add(partition, { kind: 'message', subscription, message });
    }
  });
  return message.id;
}

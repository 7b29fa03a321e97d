import { DeleteTopic$ } from '@aws-sdk/client-sns';
import type { DeleteTopicInput } from '@aws-sdk/client-sns';
import { defineOperation } from '../../../kernel/operation.ts';
import { lookUp, topicAction } from '../find-topic.ts';
import { snsTables } from '../state.ts';

/** A topic that is not there is deleted already, as AWS sees it. */
export const deleteTopic = defineOperation<DeleteTopicInput, object>({
  schema: DeleteTopic$,
  accepts: ['TopicArn'],
  authorise: topicAction('DeleteTopic'),
  handle(input, context) {
    const found = lookUp(input.TopicArn, context);
    if (found === undefined) return {};
    const { topic, partition } = found;
    context.transaction(() => {
      const { topics, subscriptions } = snsTables(partition);
      topics.delete(topic.name);
      for (const [key] of subscriptions.scan({ prefix: `${topic.name}/` })) subscriptions.delete(key);
    });
    return {};
  },
});

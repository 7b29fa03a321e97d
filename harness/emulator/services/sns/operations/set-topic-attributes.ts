import { SetTopicAttributes$ } from '@aws-sdk/client-sns';
import type { SetTopicAttributesInput } from '@aws-sdk/client-sns';
import { defineOperation } from '../../../kernel/operation.ts';
import { findTopic, topicAction } from '../find-topic.ts';
import { snsTables } from '../state.ts';
import { checkTopicAttribute } from '../topic-attributes.ts';

export const setTopicAttributes = defineOperation<SetTopicAttributesInput, object>({
  schema: SetTopicAttributes$,
  accepts: ['TopicArn', 'AttributeName', 'AttributeValue'],
  authorise: topicAction('SetTopicAttributes'),
  handle(input, context) {
    const { topic, partition } = findTopic(input.TopicArn, context);
    const { AttributeName: name = '', AttributeValue: value = '' } = input;
    checkTopicAttribute(name, value);
    snsTables(partition).topics.put(topic.name, { ...topic, attributes: { ...topic.attributes, [name]: value } });
    return {};
  },
});

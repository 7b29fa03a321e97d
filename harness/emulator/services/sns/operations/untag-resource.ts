import { UntagResource$ } from '@aws-sdk/client-sns';
import type { UntagResourceRequest, UntagResourceResponse } from '@aws-sdk/client-sns';
import { defineOperation } from '../../../kernel/operation.ts';
import { resourceNotFound } from '../errors.ts';
import { lookUp, topicWant } from '../find-topic.ts';
import { snsTables } from '../state.ts';

export const untagResource = defineOperation<UntagResourceRequest, UntagResourceResponse>({
  schema: UntagResource$,
  accepts: ['ResourceArn', 'TagKeys'],
  authorise: (input, context) => [topicWant('UntagResource', input.ResourceArn, context, { 'aws:TagKeys': input.TagKeys ?? [] })],
  handle(input, context) {
    const found = lookUp(input.ResourceArn, context);
    if (found === undefined) throw resourceNotFound();
    const { topic, partition } = found;
    const gone = new Set(input.TagKeys);
    const tags = Object.fromEntries(Object.entries(topic.tags).filter(([key]) => !gone.has(key)));
    snsTables(partition).topics.put(topic.name, { ...topic, tags });
    return {};
  },
});

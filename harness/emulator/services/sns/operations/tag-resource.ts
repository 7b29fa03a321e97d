import { TagResource$ } from '@aws-sdk/client-sns';
import type { TagResourceRequest, TagResourceResponse } from '@aws-sdk/client-sns';
import { defineOperation } from '../../../kernel/operation.ts';
import { resourceNotFound, tooManyTags } from '../errors.ts';
import { lookUp, topicWant } from '../find-topic.ts';
import { snsTables } from '../state.ts';
import { readTags, requestTagKeys } from '../tags.ts';

export const tagResource = defineOperation<TagResourceRequest, TagResourceResponse>({
  schema: TagResource$,
  accepts: ['ResourceArn', 'Tags'],
  authorise: (input, context) => [topicWant('TagResource', input.ResourceArn, context, requestTagKeys(input.Tags))],
  handle(input, context) {
    const found = lookUp(input.ResourceArn, context);
    if (found === undefined) throw resourceNotFound();
    const { topic, partition } = found;
    const tags = { ...topic.tags, ...readTags(input.Tags) };
    if (Object.keys(tags).length > 50) throw tooManyTags();
    snsTables(partition).topics.put(topic.name, { ...topic, tags });
    return {};
  },
});

import { CreateTopic$ } from '@aws-sdk/client-sns';
import type { CreateTopicInput, CreateTopicResponse } from '@aws-sdk/client-sns';
import { isDeepStrictEqual } from 'node:util';
import { NotImplemented } from '../../../kernel/not-implemented.ts';
import { defineOperation } from '../../../kernel/operation.ts';
import { invalidParameter } from '../errors.ts';
import { topicArn, topicWant } from '../find-topic.ts';
import { snsTables } from '../state.ts';
import type { TopicRow } from '../state.ts';
import { readTags, requestTagKeys } from '../tags.ts';
import { checkTopicAttribute, defaultPolicy } from '../topic-attributes.ts';

export const createTopic = defineOperation<CreateTopicInput, CreateTopicResponse>({
  schema: CreateTopic$,
  accepts: ['Name', 'Attributes', 'Tags'],
  authorise(input, context) {
    const arn = topicArn(context, checkedName(input.Name));
    const keys = requestTagKeys(input.Tags);
    const want = topicWant('CreateTopic', arn, context, keys);
    return (input.Tags ?? []).length === 0 ? [want] : [want, topicWant('TagResource', arn, context, keys)];
  },
  handle(input, context) {
    const name = checkedName(input.Name);
    const given = input.Attributes ?? {};
    for (const [attribute, value] of Object.entries(given)) checkTopicAttribute(attribute, value);
    const arn = topicArn(context, name);
    const tags = readTags(input.Tags);
    context.transaction(() => {
      const { topics } = snsTables(context.state);
      const before = topics.get(name);
      if (before !== undefined) return checkSame(before, given, tags);
      return topics.put(name, { arn, name, attributes: { Policy: defaultPolicy(arn, context.account), ...given }, tags });
    });
    return { TopicArn: arn };
  },
});

function checkedName(name = ''): string {
  if (name.endsWith('.fifo')) throw new NotImplemented('A FIFO topic');
  if (!/^[\w-]{1,256}$/.test(name)) throw invalidParameter('Topic Name');
  return name;
}

/** Creating a topic once more is fine, unless it asks for something else. */
function checkSame(before: TopicRow, attributes: Readonly<Record<string, string>>, tags: TopicRow['tags']): void {
  if (Object.entries(attributes).some(([name, value]) => before.attributes[name] !== value))
    throw invalidParameter('Attributes Reason: Topic already exists with different attributes');
  if (Object.keys(tags).length > 0 && !isDeepStrictEqual(tags, before.tags))
    throw invalidParameter('Tags Reason: Topic already exists with different tags');
}

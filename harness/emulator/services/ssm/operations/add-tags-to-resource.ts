import { AddTagsToResource$ } from '@aws-sdk/client-ssm';
import type { AddTagsToResourceRequest, AddTagsToResourceResult } from '@aws-sdk/client-ssm';
import { defineOperation } from '../../../kernel/operation.ts';
import { retag, wantsOfTagging } from '../tagged-resource.ts';
import { readTags, requestTagKeys } from '../tags.ts';

export const addTagsToResource = defineOperation<AddTagsToResourceRequest, AddTagsToResourceResult>({
  schema: AddTagsToResource$,
  accepts: ['ResourceType', 'ResourceId', 'Tags'],
  authorise: (input, context) => wantsOfTagging(input, context, 'AddTagsToResource', requestTagKeys(input.Tags)),
  handle(input, context) {
    const added = readTags(input.Tags ?? []);
    const keys = new Set(added.map((tag) => tag.Key));
    retag(input, context, (parameter) => ({
      ...parameter,
      tags: readTags([...parameter.tags.filter((tag) => !keys.has(tag.Key)), ...added]),
    }));
    return {};
  },
});

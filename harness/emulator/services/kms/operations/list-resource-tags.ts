import { ListResourceTags$ } from '@aws-sdk/client-kms';
import type { ListResourceTagsRequest, ListResourceTagsResponse } from '@aws-sdk/client-kms';
import { defineOperation } from '../../../kernel/operation.ts';
import { findKey } from '../find-key.ts';
import { ownKeyAction } from '../key-wants.ts';
import { pageOf } from '../page.ts';

export const listResourceTags = defineOperation<ListResourceTagsRequest, ListResourceTagsResponse>({
  schema: ListResourceTags$,
  accepts: ['KeyId', 'Limit', 'Marker'],
  authorise: ownKeyAction('ListResourceTags'),
  handle(input, context) {
    const tags = Object.entries(findKey(input.KeyId, context).key.tags).map(([TagKey, TagValue]) => ({ TagKey, TagValue }));
    const { items, rest } = pageOf(tags, input, 50, 50);
    return { Tags: items, ...rest };
  },
});

import { ListTagsOfResource$ } from '@aws-sdk/client-dynamodb';
import type { ListTagsOfResourceInput, ListTagsOfResourceOutput } from '@aws-sdk/client-dynamodb';
import { defineOperation } from '../../../kernel/operation.ts';
import { taggedTable, wantOnTagged } from '../tables/tags.ts';

/** A table has at most fifty tags, which are one page: a NextToken is never answered, so none is accepted. */
export const listTagsOfResource = defineOperation<ListTagsOfResourceInput, ListTagsOfResourceOutput>({
  schema: ListTagsOfResource$,
  accepts: ['ResourceArn'],
  authorise: (input, context) => wantOnTagged(input.ResourceArn ?? '', context, 'ListTagsOfResource'),
  handle: (input, context) => ({ Tags: [...taggedTable(input.ResourceArn ?? '', context).table.tags] }),
});

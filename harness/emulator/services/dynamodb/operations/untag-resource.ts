import { UntagResource$ } from '@aws-sdk/client-dynamodb';
import type { UntagResourceInput } from '@aws-sdk/client-dynamodb';
import { defineOperation } from '../../../kernel/operation.ts';
import { validation } from '../errors.ts';
import { changeTable } from '../tables/named-table.ts';
import { taggedTable, wantOnTagged } from '../tables/tags.ts';

export const untagResource = defineOperation<UntagResourceInput, object>({
  schema: UntagResource$,
  accepts: ['ResourceArn', 'TagKeys'],
  authorise: (input, context) => wantOnTagged(input.ResourceArn ?? '', context, 'UntagResource', { 'aws:TagKeys': input.TagKeys ?? [] }),
  handle(input, context) {
    const removed = new Set(input.TagKeys);
    if (removed.size === 0) throw validation('Atleast one Tag Key needs to be provided as Input.');
    changeTable(taggedTable(input.ResourceArn ?? '', context), context, (table) => ({
      ...table,
      tags: table.tags.filter(({ Key }) => !removed.has(Key)),
    }));
    return {};
  },
});

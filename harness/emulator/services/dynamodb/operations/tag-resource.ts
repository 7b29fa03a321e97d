import { TagResource$ } from '@aws-sdk/client-dynamodb';
import type { TagResourceInput } from '@aws-sdk/client-dynamodb';
import { defineOperation } from '../../../kernel/operation.ts';
import { validation } from '../errors.ts';
import { changeTable } from '../tables/named-table.ts';
import { readTags, requestTagKeys, taggedTable, wantOnTagged } from '../tables/tags.ts';

export const tagResource = defineOperation<TagResourceInput, object>({
  schema: TagResource$,
  accepts: ['ResourceArn', 'Tags'],
  authorise: (input, context) => wantOnTagged(input.ResourceArn ?? '', context, 'TagResource', requestTagKeys(input.Tags)),
  handle(input, context) {
    const added = readTags(input.Tags ?? []);
    if (added.length === 0) throw validation('Atleast one Tag needs to be provided as Input.');
    const replaced = new Set(added.map(({ Key }) => Key));
    changeTable(taggedTable(input.ResourceArn ?? '', context), context, (table) => ({
      ...table,
      tags: readTags([...table.tags.filter(({ Key }) => !replaced.has(Key)), ...added]),
    }));
    return {};
  },
});

import { DeleteResourcePolicy$ } from '@aws-sdk/client-dynamodb';
import type { DeleteResourcePolicyInput, DeleteResourcePolicyOutput } from '@aws-sdk/client-dynamodb';
import { defineOperation } from '../../../kernel/operation.ts';
import { changeTable } from '../tables/named-table.ts';
import { expectRevision } from '../tables/resource-policy.ts';
import { taggedTable, wantOnTagged } from '../tables/tags.ts';

/** Where there is no policy there is nothing to say: AWS answers without a revision. */
export const deleteResourcePolicy = defineOperation<DeleteResourcePolicyInput, DeleteResourcePolicyOutput>({
  schema: DeleteResourcePolicy$,
  accepts: ['ResourceArn', 'ExpectedRevisionId'],
  authorise: (input, context) => wantOnTagged(input.ResourceArn ?? '', context, 'DeleteResourcePolicy'),
  handle(input, context) {
    const found = taggedTable(input.ResourceArn ?? '', context);
    const { policy } = found.table;
    changeTable(found, context, (before) => {
      expectRevision(before, input.ExpectedRevisionId);
      const { policy: _, ...table } = before;
      return table;
    });
    return policy === undefined ? {} : { RevisionId: policy.revision };
  },
});

import { PutResourcePolicy$ } from '@aws-sdk/client-dynamodb';
import type { PutResourcePolicyInput, PutResourcePolicyOutput } from '@aws-sdk/client-dynamodb';
import { defineOperation } from '../../../kernel/operation.ts';
import { changeTable } from '../tables/named-table.ts';
import { expectRevision, nextRevision, readTablePolicy } from '../tables/resource-policy.ts';
import { taggedTable, wantOnTagged } from '../tables/tags.ts';

/** The same policy again keeps its revision: AWS calls the operation idempotent. */
export const putResourcePolicy = defineOperation<PutResourcePolicyInput, PutResourcePolicyOutput>({
  schema: PutResourcePolicy$,
  accepts: ['ResourceArn', 'Policy', 'ExpectedRevisionId'],
  authorise: (input, context) => wantOnTagged(input.ResourceArn ?? '', context, 'PutResourcePolicy'),
  handle(input, context) {
    const text = input.Policy ?? '';
    readTablePolicy(text);
    const { table } = changeTable(taggedTable(input.ResourceArn ?? '', context), context, (before) => {
      expectRevision(before, input.ExpectedRevisionId);
      if (before.policy?.text === text) return before;
      return { ...before, policy: { text, revision: nextRevision(before, context.now()) } };
    });
    return { RevisionId: table.policy?.revision };
  },
});

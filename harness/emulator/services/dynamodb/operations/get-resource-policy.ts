import { GetResourcePolicy$ } from '@aws-sdk/client-dynamodb';
import type { GetResourcePolicyInput, GetResourcePolicyOutput } from '@aws-sdk/client-dynamodb';
import { defineOperation } from '../../../kernel/operation.ts';
import { policyNotFound } from '../errors.ts';
import { taggedTable, wantOnTagged } from '../tables/tags.ts';

export const getResourcePolicy = defineOperation<GetResourcePolicyInput, GetResourcePolicyOutput>({
  schema: GetResourcePolicy$,
  accepts: ['ResourceArn'],
  authorise: (input, context) => wantOnTagged(input.ResourceArn ?? '', context, 'GetResourcePolicy'),
  handle(input, context) {
    const { policy } = taggedTable(input.ResourceArn ?? '', context).table;
    if (policy === undefined) throw policyNotFound(input.ResourceArn ?? '');
    return { Policy: policy.text, RevisionId: policy.revision };
  },
});

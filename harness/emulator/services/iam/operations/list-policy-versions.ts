import { ListPolicyVersions$ } from '@aws-sdk/client-iam';
import type { ListPolicyVersionsCommandInput, ListPolicyVersionsCommandOutput } from '@aws-sdk/client-iam';
import { defineOperation } from '../../../kernel/operation.ts';
import { existingPolicy } from '../managed-policies.ts';
import { pageOf } from '../page.ts';
import { versionSummary } from '../shapes.ts';

export const listPolicyVersions = defineOperation<ListPolicyVersionsCommandInput, ListPolicyVersionsCommandOutput>({
  schema: ListPolicyVersions$,
  accepts: ['PolicyArn', 'Marker', 'MaxItems'],
  authorise: (input) => [{ action: 'iam:ListPolicyVersions', resource: input.PolicyArn ?? '' }],
  handle(input, context) {
    const row = existingPolicy(context, input.PolicyArn);
    const newestFirst = row.versions.map((version) => versionSummary(row, version)).toReversed();
    const { items, rest } = pageOf(newestFirst, input);
    return { Versions: items, ...rest };
  },
});

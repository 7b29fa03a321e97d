import { GetPolicy$ } from '@aws-sdk/client-iam';
import type { GetPolicyCommandInput, GetPolicyCommandOutput } from '@aws-sdk/client-iam';
import { defineOperation } from '../../../kernel/operation.ts';
import { existingPolicy } from '../managed-policies.ts';
import { policySummary } from '../shapes.ts';
import { writeTags } from '../tags.ts';

export const getPolicy = defineOperation<GetPolicyCommandInput, GetPolicyCommandOutput>({
  schema: GetPolicy$,
  accepts: ['PolicyArn'],
  authorise: (input) => [{ action: 'iam:GetPolicy', resource: input.PolicyArn ?? '' }],
  handle(input, context) {
    const row = existingPolicy(context, input.PolicyArn);
    const description = row.description === undefined ? {} : { Description: row.description };
    return { Policy: { ...policySummary(context, row), ...description, Tags: writeTags(row.tags) } };
  },
});

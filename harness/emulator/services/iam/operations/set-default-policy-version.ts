import { SetDefaultPolicyVersion$ } from '@aws-sdk/client-iam';
import type { SetDefaultPolicyVersionCommandInput, SetDefaultPolicyVersionCommandOutput } from '@aws-sdk/client-iam';
import { defineOperation } from '../../../kernel/operation.ts';
import { accessDenied } from '../errors.ts';
import { tablesOf } from '../identity-kind.ts';
import { existingVersion, isAwsManaged } from '../managed-policies.ts';

export const setDefaultPolicyVersion = defineOperation<SetDefaultPolicyVersionCommandInput, SetDefaultPolicyVersionCommandOutput>({
  schema: SetDefaultPolicyVersion$,
  accepts: ['PolicyArn', 'VersionId'],
  authorise: (input) => [{ action: 'iam:SetDefaultPolicyVersion', resource: input.PolicyArn ?? '' }],
  handle(input, context) {
    if (isAwsManaged(input.PolicyArn)) throw accessDenied('Cannot update policies outside your own account.');
    const { policy, version } = existingVersion(context, input.PolicyArn, input.VersionId);
    tablesOf(context).policies.put(policy.arn, { ...policy, defaultVersion: version.id, updatedAtMs: context.now().getTime() });
    return {};
  },
});

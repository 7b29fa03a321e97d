import { DeletePolicyVersion$ } from '@aws-sdk/client-iam';
import type { DeletePolicyVersionCommandInput, DeletePolicyVersionCommandOutput } from '@aws-sdk/client-iam';
import { defineOperation } from '../../../kernel/operation.ts';
import { accessDenied, deleteConflict } from '../errors.ts';
import { tablesOf } from '../identity-kind.ts';
import { existingVersion, isAwsManaged } from '../managed-policies.ts';

export const deletePolicyVersion = defineOperation<DeletePolicyVersionCommandInput, DeletePolicyVersionCommandOutput>({
  schema: DeletePolicyVersion$,
  accepts: ['PolicyArn', 'VersionId'],
  authorise: (input) => [{ action: 'iam:DeletePolicyVersion', resource: input.PolicyArn ?? '' }],
  handle(input, context) {
    if (isAwsManaged(input.PolicyArn)) throw accessDenied('Cannot delete policy versions for policies outside your own account.');
    const { policy, version } = existingVersion(context, input.PolicyArn, input.VersionId);
    if (version.id === policy.defaultVersion) throw deleteConflict('Cannot delete the default version of a policy.');
    const versions = policy.versions.filter(({ id }) => id !== version.id);
    tablesOf(context).policies.put(policy.arn, { ...policy, versions });
    return {};
  },
});

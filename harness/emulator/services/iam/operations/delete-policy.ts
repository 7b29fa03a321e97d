import { DeletePolicy$ } from '@aws-sdk/client-iam';
import type { DeletePolicyCommandInput, DeletePolicyCommandOutput } from '@aws-sdk/client-iam';
import { defineOperation } from '../../../kernel/operation.ts';
import { accessDenied, deleteConflict } from '../errors.ts';
import { tablesOf } from '../identity-kind.ts';
import { existingPolicy, isAwsManaged, usesOf } from '../managed-policies.ts';

const severalVersions =
  "This policy has more than one version. Before you delete a policy, you must delete the policy's versions. The default version is deleted with the policy.";

export const deletePolicy = defineOperation<DeletePolicyCommandInput, DeletePolicyCommandOutput>({
  schema: DeletePolicy$,
  accepts: ['PolicyArn'],
  authorise: (input) => [{ action: 'iam:DeletePolicy', resource: input.PolicyArn ?? '' }],
  handle(input, context) {
    if (isAwsManaged(input.PolicyArn)) throw accessDenied('Cannot delete policies outside your own account.');
    const row = existingPolicy(context, input.PolicyArn);
    const { attached, boundaries } = usesOf(context, row.arn);
    if (attached + boundaries > 0) throw deleteConflict('Cannot delete a policy attached to entities.');
    if (row.versions.length > 1) throw deleteConflict(severalVersions);
    tablesOf(context).policies.delete(row.arn);
    return {};
  },
});

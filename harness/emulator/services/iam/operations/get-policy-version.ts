import { GetPolicyVersion$ } from '@aws-sdk/client-iam';
import type { GetPolicyVersionCommandInput, GetPolicyVersionCommandOutput } from '@aws-sdk/client-iam';
import { defineOperation } from '../../../kernel/operation.ts';
import { encodeDocument } from '../documents.ts';
import { existingVersion } from '../managed-policies.ts';
import { versionSummary } from '../shapes.ts';

export const getPolicyVersion = defineOperation<GetPolicyVersionCommandInput, GetPolicyVersionCommandOutput>({
  schema: GetPolicyVersion$,
  accepts: ['PolicyArn', 'VersionId'],
  authorise: (input) => [{ action: 'iam:GetPolicyVersion', resource: input.PolicyArn ?? '' }],
  handle(input, context) {
    const { policy, version } = existingVersion(context, input.PolicyArn, input.VersionId);
    return { PolicyVersion: { ...versionSummary(policy, version), Document: encodeDocument(version.document) } };
  },
});

import { CreatePolicyVersion$ } from '@aws-sdk/client-iam';
import type { CreatePolicyVersionCommandInput, CreatePolicyVersionCommandOutput } from '@aws-sdk/client-iam';
import { defineOperation } from '../../../kernel/operation.ts';
import { checkIdentityDocument } from '../documents.ts';
import { accessDenied, limitExceeded } from '../errors.ts';
import { tablesOf } from '../identity-kind.ts';
import { existingPolicy, isAwsManaged } from '../managed-policies.ts';
import { checkManagedSize } from '../managed-size.ts';
import { versionSummary } from '../shapes.ts';

const tooManyVersions = 'A managed policy can have up to 5 versions. Before you create a new version, you must delete an existing version.';

export const createPolicyVersion = defineOperation<CreatePolicyVersionCommandInput, CreatePolicyVersionCommandOutput>({
  schema: CreatePolicyVersion$,
  accepts: ['PolicyArn', 'PolicyDocument', 'SetAsDefault'],
  authorise: (input) => [{ action: 'iam:CreatePolicyVersion', resource: input.PolicyArn ?? '' }],
  handle(input, context) {
    if (isAwsManaged(input.PolicyArn)) throw accessDenied('Cannot update policies outside your own account.');
    const row = existingPolicy(context, input.PolicyArn);
    const document = checkManagedSize(checkIdentityDocument(input.PolicyDocument));
    if (row.versions.length >= 5) throw limitExceeded(tooManyVersions);
    const now = context.now().getTime();
    const version = { id: `v${String(row.nextVersion)}`, document, createdAtMs: now };
    const changed = {
      ...row,
      versions: [...row.versions, version],
      nextVersion: row.nextVersion + 1,
      updatedAtMs: now,
      ...(input.SetAsDefault === true ? { defaultVersion: version.id } : {}),
    };
    tablesOf(context).policies.put(row.arn, changed);
    return { PolicyVersion: versionSummary(changed, version) };
  },
});

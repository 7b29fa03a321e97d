import { CreatePolicy$ } from '@aws-sdk/client-iam';
import type { CreatePolicyCommandInput, CreatePolicyCommandOutput } from '@aws-sdk/client-iam';
import type { ManagedPolicyRow } from '../../../accounts/identities.ts';
import type { OperationContext } from '../../../kernel/context.ts';
import { defineOperation } from '../../../kernel/operation.ts';
import { checkName, checkPath } from '../checks.ts';
import { checkIdentityDocument } from '../documents.ts';
import { entityAlreadyExists } from '../errors.ts';
import { tablesOf } from '../identity-kind.ts';
import { checkManagedSize } from '../managed-size.ts';
import { newId } from '../new-id.ts';
import { policySummary } from '../shapes.ts';
import { readTags, tagConditionKeys, writeTags } from '../tags.ts';

export const createPolicy = defineOperation<CreatePolicyCommandInput, CreatePolicyCommandOutput>({
  schema: CreatePolicy$,
  accepts: ['PolicyName', 'Path', 'PolicyDocument', 'Description', 'Tags'],
  authorise(input, context) {
    const resource = `arn:aws:iam::${context.account}:policy${input.Path ?? '/'}${input.PolicyName ?? ''}`;
    const create = { action: 'iam:CreatePolicy', resource, conditionKeys: tagConditionKeys(input.Tags) };
    return input.Tags === undefined || input.Tags.length === 0 ? [create] : [create, { ...create, action: 'iam:TagPolicy' }];
  },
  handle(input, context) {
    const row = readPolicy(input, context);
    const { policies } = tablesOf(context);
    const nameTaken = [...policies.scan()].some(([, { name }]) => name.toLowerCase() === row.name.toLowerCase());
    if (nameTaken) throw entityAlreadyExists(`A policy called ${row.name} already exists. Duplicate names are not allowed.`);
    policies.put(row.arn, row);
    const tags = writeTags(row.tags);
    return { Policy: { ...policySummary(context, row), ...(tags.length === 0 ? {} : { Tags: tags }) } };
  },
});

function readPolicy(input: CreatePolicyCommandInput, context: OperationContext): ManagedPolicyRow {
  const name = checkName('policyName', input.PolicyName, 128);
  const path = checkPath(input.Path);
  const document = checkManagedSize(checkIdentityDocument(input.PolicyDocument));
  const now = context.now().getTime();
  return {
    name,
    path,
    id: newId(context, 'ANPA'),
    arn: `arn:aws:iam::${context.account}:policy${path}${name}`,
    ...(input.Description === undefined ? {} : { description: input.Description }),
    createdAtMs: now,
    updatedAtMs: now,
    defaultVersion: 'v1',
    nextVersion: 2,
    versions: [{ id: 'v1', document, createdAtMs: now }],
    tags: readTags(input.Tags),
  };
}

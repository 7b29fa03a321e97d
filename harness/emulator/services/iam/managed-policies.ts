import type { ManagedPolicyRow } from '../../accounts/identities.ts';
import { awsManagedPolicies } from '../../accounts/policy-aws-managed.ts';
import type { OperationContext } from '../../kernel/context.ts';
import { constraintFailed, noSuchEntity } from './errors.ts';
import { tablesOf } from './identity-kind.ts';

/** The account's own policies and AWS's, looked at alike. */
export function findPolicy(context: OperationContext, arn = ''): ManagedPolicyRow | undefined {
  const managed = awsManagedPolicies.get(arn);
  if (managed === undefined) return tablesOf(context).policies.get(arn);
  const createdAtMs = Date.parse(managed.createdAt);
  const updatedAtMs = Date.parse(managed.updatedAt);
  return {
    ...managed,
    createdAtMs,
    updatedAtMs,
    nextVersion: 0,
    versions: [{ id: managed.defaultVersion, document: managed.document, createdAtMs: updatedAtMs }],
    tags: {},
  };
}

export function existingPolicy(context: OperationContext, arn = ''): ManagedPolicyRow {
  checkPolicyArn(arn);
  const policy = findPolicy(context, arn);
  if (policy === undefined) throw noSuchEntity(`Policy ${arn} was not found.`);
  return policy;
}

/** IAM words a missing policy differently where a version of it is asked for. */
export function existingVersion(
  context: OperationContext,
  arn = '',
  id = '',
): { policy: ManagedPolicyRow; version: ManagedPolicyRow['versions'][number] } {
  checkPolicyArn(arn);
  if (!/^v[1-9][0-9]*(\.[A-Za-z0-9-]*)?$/.test(id)) {
    throw constraintFailed('versionId', String.raw`Member must satisfy regular expression pattern: v[1-9][0-9]*(\.[A-Za-z0-9-]*)?`);
  }
  const policy = findPolicy(context, arn);
  const version = policy?.versions.find((each) => each.id === id);
  if (policy === undefined || version === undefined) {
    throw noSuchEntity(`Policy ${arn} version ${id} does not exist or is not attachable.`);
  }
  return { policy, version };
}

export function checkPolicyArn(arn: string): void {
  if (arn.length < 20) throw constraintFailed('policyArn', 'Member must have length greater than or equal to 20');
}

export function isAwsManaged(arn = ''): boolean {
  return arn.startsWith('arn:aws:iam::aws:');
}

/** How many roles and users carry the policy, as policy and as boundary. */
export function usesOf(context: OperationContext, arn: string): { attached: number; boundaries: number } {
  const { roles, users } = tablesOf(context);
  let attached = 0;
  let boundaries = 0;
  for (const table of [roles, users]) {
    for (const [, row] of table.scan()) {
      if (row.attached.includes(arn)) attached += 1;
      if (row.boundary === arn) boundaries += 1;
    }
  }
  return { attached, boundaries };
}

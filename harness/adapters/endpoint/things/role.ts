import {
  DeleteRoleCommand,
  DeleteRolePolicyCommand,
  DetachRolePolicyCommand,
  GetRoleCommand,
  ListAttachedRolePoliciesCommand,
  ListRolePoliciesCommand,
} from '@aws-sdk/client-iam';
import { unlessAbsent } from '../unless-absent.ts';
import type { KindOfThing } from './kind-of-thing.ts';

const absent = 'NoSuchEntityException';

/** IAM deletes no role that has policies. */
export const role: KindOfThing = {
  isThere: async ({ iam }, RoleName) => (await unlessAbsent(iam.send(new GetRoleCommand({ RoleName })), absent)) !== null,
  remove: async ({ iam }, RoleName) => {
    const inline = await unlessAbsent(iam.send(new ListRolePoliciesCommand({ RoleName })), absent);
    if (inline === null) return [];
    for (const PolicyName of inline.PolicyNames ?? []) await iam.send(new DeleteRolePolicyCommand({ RoleName, PolicyName }));
    const { AttachedPolicies: attached = [] } = await iam.send(new ListAttachedRolePoliciesCommand({ RoleName }));
    for (const { PolicyArn } of attached) await iam.send(new DetachRolePolicyCommand({ RoleName, PolicyArn }));
    await iam.send(new DeleteRoleCommand({ RoleName }));
    return [];
  },
};

import {
  DeleteAccessKeyCommand,
  DeleteUserCommand,
  DeleteUserPolicyCommand,
  GetUserCommand,
  ListAccessKeysCommand,
  ListUserPoliciesCommand,
} from '@aws-sdk/client-iam';
import { unlessAbsent } from '../unless-absent.ts';
import type { KindOfThing } from './kind-of-thing.ts';

const absent = 'NoSuchEntityException';

/** IAM deletes no user that has keys or policies. */
export const user: KindOfThing = {
  isThere: async ({ iam }, UserName) => (await unlessAbsent(iam.send(new GetUserCommand({ UserName })), absent)) !== null,
  remove: async ({ iam }, UserName) => {
    const keys = await unlessAbsent(iam.send(new ListAccessKeysCommand({ UserName })), absent);
    if (keys === null) return [];
    for (const { AccessKeyId } of keys.AccessKeyMetadata ?? []) await iam.send(new DeleteAccessKeyCommand({ UserName, AccessKeyId }));
    const { PolicyNames: inline = [] } = await iam.send(new ListUserPoliciesCommand({ UserName }));
    for (const PolicyName of inline) await iam.send(new DeleteUserPolicyCommand({ UserName, PolicyName }));
    await iam.send(new DeleteUserCommand({ UserName }));
    return [];
  },
};

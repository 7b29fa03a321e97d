import { DeleteAccessKey$ } from '@aws-sdk/client-iam';
import type { DeleteAccessKeyCommandInput, DeleteAccessKeyCommandOutput } from '@aws-sdk/client-iam';
import { defineOperation } from '../../../kernel/operation.ts';
import { accessKeyTable, existingAccessKey } from '../access-keys.ts';
import { callerUserName } from '../caller-user-name.ts';
import { existing, identityWant, userKind } from '../identity-kind.ts';

export const deleteAccessKey = defineOperation<DeleteAccessKeyCommandInput, DeleteAccessKeyCommandOutput>({
  schema: DeleteAccessKey$,
  accepts: ['UserName', 'AccessKeyId'],
  authorise: (input, context) => [identityWant(context, userKind, 'iam:DeleteAccessKey', input.UserName ?? callerUserName(context))],
  handle(input, context) {
    const { name } = existing(context, userKind, input.UserName ?? callerUserName(context));
    const row = existingAccessKey(context, name, input.AccessKeyId);
    context.credentials.revoke(row.accessKeyId);
    accessKeyTable(context).delete(row.accessKeyId);
    return {};
  },
});

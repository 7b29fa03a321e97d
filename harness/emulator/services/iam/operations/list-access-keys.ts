import { ListAccessKeys$ } from '@aws-sdk/client-iam';
import type { ListAccessKeysCommandInput, ListAccessKeysCommandOutput } from '@aws-sdk/client-iam';
import { defineOperation } from '../../../kernel/operation.ts';
import { accessKeysOf } from '../access-keys.ts';
import { callerUserName } from '../caller-user-name.ts';
import { existing, identityWant, userKind } from '../identity-kind.ts';
import { pageOf } from '../page.ts';

export const listAccessKeys = defineOperation<ListAccessKeysCommandInput, ListAccessKeysCommandOutput>({
  schema: ListAccessKeys$,
  accepts: ['UserName', 'Marker', 'MaxItems'],
  authorise: (input, context) => [identityWant(context, userKind, 'iam:ListAccessKeys', input.UserName ?? callerUserName(context))],
  handle(input, context) {
    const { name } = existing(context, userKind, input.UserName ?? callerUserName(context));
    const { items, rest } = pageOf(accessKeysOf(context, name), input);
    return {
      AccessKeyMetadata: items.map(({ userName, accessKeyId, status, createdAtMs }) => ({
        UserName: userName,
        AccessKeyId: accessKeyId,
        Status: status,
        CreateDate: new Date(createdAtMs),
      })),
      ...rest,
    };
  },
});

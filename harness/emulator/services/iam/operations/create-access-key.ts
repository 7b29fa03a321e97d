import { CreateAccessKey$ } from '@aws-sdk/client-iam';
import type { CreateAccessKeyCommandInput, CreateAccessKeyCommandOutput } from '@aws-sdk/client-iam';
import { defineOperation } from '../../../kernel/operation.ts';
import { accessKeysOf, accessKeyTable } from '../access-keys.ts';
import { callerUserName } from '../caller-user-name.ts';
import { limitExceeded } from '../errors.ts';
import { existing, identityWant, userKind } from '../identity-kind.ts';

const mostKeys = 2;

export const createAccessKey = defineOperation<CreateAccessKeyCommandInput, CreateAccessKeyCommandOutput>({
  schema: CreateAccessKey$,
  accepts: ['UserName'],
  authorise: (input, context) => [identityWant(context, userKind, 'iam:CreateAccessKey', input.UserName ?? callerUserName(context))],
  handle(input, context) {
    const { name, arn, id } = existing(context, userKind, input.UserName ?? callerUserName(context));
    if (accessKeysOf(context, name).length >= mostKeys)
      throw limitExceeded(`Cannot exceed quota for AccessKeysPerUser: ${String(mostKeys)}`);
    const key = context.credentials.issue({ kind: 'user', account: context.account, arn, userName: name, userId: id });
    const createdAtMs = context.now().getTime();
    accessKeyTable(context).put(key.accessKeyId, { accessKeyId: key.accessKeyId, userName: name, status: 'Active', createdAtMs });
    return {
      AccessKey: {
        UserName: name,
        AccessKeyId: key.accessKeyId,
        Status: 'Active',
        SecretAccessKey: key.secretAccessKey,
        CreateDate: new Date(createdAtMs),
      },
    };
  },
});

import { UpdateAccessKey$ } from '@aws-sdk/client-iam';
import type { UpdateAccessKeyCommandInput, UpdateAccessKeyCommandOutput } from '@aws-sdk/client-iam';
import { defineOperation } from '../../../kernel/operation.ts';
import { accessKeyTable, existingAccessKey } from '../access-keys.ts';
import { callerUserName } from '../caller-user-name.ts';
import { constraintFailed } from '../errors.ts';
import { existing, identityWant, userKind } from '../identity-kind.ts';

export const updateAccessKey = defineOperation<UpdateAccessKeyCommandInput, UpdateAccessKeyCommandOutput>({
  schema: UpdateAccessKey$,
  accepts: ['UserName', 'AccessKeyId', 'Status'],
  authorise: (input, context) => [identityWant(context, userKind, 'iam:UpdateAccessKey', input.UserName ?? callerUserName(context))],
  handle(input, context) {
    const { Status: status } = input;
    if (status !== 'Active' && status !== 'Inactive') throw constraintFailed('status', 'Member must satisfy enum value set');
    const { name } = existing(context, userKind, input.UserName ?? callerUserName(context));
    const row = existingAccessKey(context, name, input.AccessKeyId);
    context.credentials.setInactive(row.accessKeyId, status === 'Inactive');
    accessKeyTable(context).put(row.accessKeyId, { ...row, status });
    return {};
  },
});

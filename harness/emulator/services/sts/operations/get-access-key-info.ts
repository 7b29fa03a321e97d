import { GetAccessKeyInfo$ } from '@aws-sdk/client-sts';
import type { GetAccessKeyInfoCommandInput, GetAccessKeyInfoCommandOutput } from '@aws-sdk/client-sts';
import { defineOperation } from '../../../kernel/operation.ts';
import { constraintFailed, validationError } from '../errors.ts';

export const getAccessKeyInfo = defineOperation<GetAccessKeyInfoCommandInput, GetAccessKeyInfoCommandOutput>({
  schema: GetAccessKeyInfo$,
  accepts: ['AccessKeyId'],
  authorise: () => [{ action: 'sts:GetAccessKeyInfo', resource: '*' }],
  handle({ AccessKeyId: id = '' }, { credentials }) {
    if (id.length < 16) throw constraintFailed('accessKeyId', id, 'Member must have length greater than or equal to 16');
    const principal = credentials.lookup(id)?.principal;
    if (principal === undefined || principal.kind === 'anonymous') throw validationError(`Invalid value for parameter AccessKeyId: ${id}`);
    return { Account: principal.account };
  },
});

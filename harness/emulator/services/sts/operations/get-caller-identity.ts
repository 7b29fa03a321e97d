import { GetCallerIdentity$ } from '@aws-sdk/client-sts';
import type { GetCallerIdentityCommandInput, GetCallerIdentityCommandOutput } from '@aws-sdk/client-sts';
import { principalKeys } from '../../../accounts/condition-keys.ts';
import { defineOperation } from '../../../kernel/operation.ts';
import { missingAuthenticationToken } from '../errors.ts';

/** Needs no permission, and none can take it away. */
export const getCallerIdentity = defineOperation<GetCallerIdentityCommandInput, GetCallerIdentityCommandOutput>({
  schema: GetCallerIdentity$,
  accepts: [],
  authorise: () => [],
  handle(_input, { principal }) {
    if (principal.kind === 'anonymous' || principal.kind === 'service') throw missingAuthenticationToken();
    return { UserId: String(principalKeys(principal)['aws:userid']), Account: principal.account, Arn: principal.arn };
  },
});

import { GetResourcePolicy$ } from '@aws-sdk/client-secrets-manager';
import type { GetResourcePolicyRequest, GetResourcePolicyResponse } from '@aws-sdk/client-secrets-manager';
import { defineOperation } from '../../../kernel/operation.ts';
import { findSecret, secretAction } from '../find-secret.ts';

export const getResourcePolicy = defineOperation<GetResourcePolicyRequest, GetResourcePolicyResponse>({
  schema: GetResourcePolicy$,
  accepts: ['SecretId'],
  authorise: secretAction('GetResourcePolicy'),
  handle(input, context) {
    const { secret } = findSecret(input, context);
    return { ARN: secret.arn, Name: secret.name, ...(secret.policy === undefined ? {} : { ResourcePolicy: secret.policy }) };
  },
});

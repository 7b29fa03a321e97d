import { DeleteResourcePolicy$ } from '@aws-sdk/client-secrets-manager';
import type { DeleteResourcePolicyRequest, DeleteResourcePolicyResponse } from '@aws-sdk/client-secrets-manager';
import { defineOperation } from '../../../kernel/operation.ts';
import { secretAction } from '../find-secret.ts';
import { updateSecretRow } from '../update.ts';

export const deleteResourcePolicy = defineOperation<DeleteResourcePolicyRequest, DeleteResourcePolicyResponse>({
  schema: DeleteResourcePolicy$,
  accepts: ['SecretId'],
  authorise: secretAction('DeleteResourcePolicy'),
  handle(input, context) {
    const secret = updateSecretRow(input, context, (before) => {
      const { policy: _, ...kept } = before;
      return kept;
    });
    return { ARN: secret.arn, Name: secret.name };
  },
});

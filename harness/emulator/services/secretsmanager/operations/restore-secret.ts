import { RestoreSecret$ } from '@aws-sdk/client-secrets-manager';
import type { RestoreSecretRequest, RestoreSecretResponse } from '@aws-sdk/client-secrets-manager';
import { defineOperation } from '../../../kernel/operation.ts';
import { findSecret, secretAction } from '../find-secret.ts';
import { secrets } from '../state.ts';

export const restoreSecret = defineOperation<RestoreSecretRequest, RestoreSecretResponse>({
  schema: RestoreSecret$,
  accepts: ['SecretId'],
  authorise: secretAction('RestoreSecret'),
  handle(input, context) {
    return context.transaction(() => {
      const { secret, state } = findSecret(input, context);
      const { deletion: _, ...restored } = secret;
      secrets(state).put(secret.name, restored);
      return { ARN: secret.arn, Name: secret.name };
    });
  },
});

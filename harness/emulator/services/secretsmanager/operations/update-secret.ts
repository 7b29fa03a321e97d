import { UpdateSecret$ } from '@aws-sdk/client-secrets-manager';
import type { UpdateSecretRequest, UpdateSecretResponse } from '@aws-sdk/client-secrets-manager';
import { defineOperation } from '../../../kernel/operation.ts';
import { findSecret, wantOnSecret } from '../find-secret.ts';
import { refuseForeignValue } from '../foreign-value.ts';
import { refuseOtherKeys } from '../kms-key.ts';
import { updateSecretRow } from '../update.ts';
import { current, readValue, requireToken, withVersion } from '../versions.ts';

export const updateSecret = defineOperation<UpdateSecretRequest, UpdateSecretResponse>({
  schema: UpdateSecret$,
  accepts: ['SecretId', 'ClientRequestToken', 'Description', 'KmsKeyId', 'SecretString', 'SecretBinary'],
  authorise: (input, context) =>
    wantOnSecret(input, context, 'UpdateSecret', {
      'secretsmanager:Description': input.Description,
      'secretsmanager:KmsKeyId': input.KmsKeyId,
    }),
  handle(input, context) {
    const token = requireToken(input.ClientRequestToken);
    refuseOtherKeys(input.KmsKeyId);
    const value = readValue(input);
    const { Description: description } = input;
    if (value !== undefined) refuseForeignValue(findSecret(input, context).account, context);
    const secret = updateSecretRow(input, context, (before) => {
      const described = description === undefined ? before : { ...before, description };
      const changed = { ...described, lastChangedAt: context.now().toISOString() };
      return value === undefined ? changed : withVersion(changed, { token, value, stages: [current] }, context);
    });
    return { ARN: secret.arn, Name: secret.name, ...(value === undefined ? {} : { VersionId: token }) };
  },
});

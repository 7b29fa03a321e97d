import { isDeepStrictEqual } from 'node:util';
import { UpdateSecret$ } from '@aws-sdk/client-secrets-manager';
import type { UpdateSecretRequest, UpdateSecretResponse } from '@aws-sdk/client-secrets-manager';
import type { OperationContext } from '../../../kernel/context.ts';
import { defineOperation } from '../../../kernel/operation.ts';
import { invalidRequest } from '../errors.ts';
import { findLiveSecret, wantOnSecret } from '../find-secret.ts';
import { refuseForeignValue } from '../foreign-value.ts';
import { keptValue, underKey } from '../kept-value.ts';
import { customerKey } from '../kms-key.ts';
import type { Secret } from '../state.ts';
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
  async handle(input, context) {
    const token = requireToken(input.ClientRequestToken);
    const value = readValue(input);
    const { Description: description } = input;
    const found = findLiveSecret(input, context);
    if (value !== undefined) refuseForeignValue(found, context);
    const keyed = await rekeyed(found.secret, input.KmsKeyId, context);
    const kept = value === undefined ? undefined : await keptValue(keyed, token, value, context);
    const secret = updateSecretRow(input, context, (before) => {
      const base = keyed === found.secret ? before : unlessChanged(before, found.secret, keyed);
      const described = description === undefined ? base : { ...base, description };
      const changed = { ...described, lastChangedAt: context.now().toISOString() };
      return kept === undefined ? changed : withVersion(changed, { token, value: kept, stages: [current] }, context);
    });
    return { ARN: secret.arn, Name: secret.name, ...(value === undefined ? {} : { VersionId: token }) };
  },
});

async function rekeyed(secret: Secret, keyId: string | undefined, context: OperationContext): Promise<Secret> {
  if (keyId === undefined || customerKey(keyId) === secret.kmsKeyId) return secret;
  return underKey(secret, customerKey(keyId), context);
}

/** KMS may have taken its time: what somebody else wrote meanwhile must not be lost. */
function unlessChanged(now: Secret, then: Secret, keyed: Secret): Secret {
  if (isDeepStrictEqual(now, then)) return keyed;
  throw invalidRequest('The secret was changed while its key was: call again.');
}

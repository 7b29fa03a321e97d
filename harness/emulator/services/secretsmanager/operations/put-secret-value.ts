import { PutSecretValue$ } from '@aws-sdk/client-secrets-manager';
import type { PutSecretValueRequest, PutSecretValueResponse } from '@aws-sdk/client-secrets-manager';
import { defineOperation } from '../../../kernel/operation.ts';
import { invalidRequest } from '../errors.ts';
import { findLiveSecret, secretAction } from '../find-secret.ts';
import { refuseForeignValue } from '../foreign-value.ts';
import { keptValue } from '../kept-value.ts';
import { updateSecretRow } from '../update.ts';
import { checkStages, readValue, requireToken, withVersion } from '../versions.ts';

export const putSecretValue = defineOperation<PutSecretValueRequest, PutSecretValueResponse>({
  schema: PutSecretValue$,
  accepts: ['SecretId', 'ClientRequestToken', 'SecretString', 'SecretBinary', 'VersionStages'],
  authorise: secretAction('PutSecretValue'),
  async handle(input, context) {
    const value = readValue(input);
    if (value === undefined) throw invalidRequest('You must provide either SecretString or SecretBinary.');
    const token = requireToken(input.ClientRequestToken);
    const stages = checkStages(input.VersionStages);
    const found = findLiveSecret(input, context);
    refuseForeignValue(found, context);
    const kept = await keptValue(found.secret, token, value, context);
    const secret = updateSecretRow(input, context, (before) => withVersion(before, { token, value: kept, stages }, context));
    const version = secret.versions.find((each) => each.id === token);
    return { ARN: secret.arn, Name: secret.name, VersionId: token, VersionStages: [...(version?.stages ?? [])] };
  },
});

import { PutResourcePolicy$ } from '@aws-sdk/client-secrets-manager';
import type { PutResourcePolicyRequest, PutResourcePolicyResponse } from '@aws-sdk/client-secrets-manager';
import { defineOperation } from '../../../kernel/operation.ts';
import { publicPolicy } from '../errors.ts';
import { wantOnSecret } from '../find-secret.ts';
import { isBroad, readSecretPolicy } from '../secret-policy.ts';
import { updateSecretRow } from '../update.ts';

export const putResourcePolicy = defineOperation<PutResourcePolicyRequest, PutResourcePolicyResponse>({
  schema: PutResourcePolicy$,
  accepts: ['SecretId', 'ResourcePolicy', 'BlockPublicPolicy'],
  authorise: (input, context) =>
    wantOnSecret(input, context, 'PutResourcePolicy', {
      'secretsmanager:BlockPublicPolicy': input.BlockPublicPolicy === undefined ? undefined : String(input.BlockPublicPolicy),
    }),
  handle(input, context) {
    const text = input.ResourcePolicy ?? '';
    const policy = readSecretPolicy(text);
    if (input.BlockPublicPolicy === true && isBroad(policy)) throw publicPolicy();
    const secret = updateSecretRow(input, context, (before) => ({ ...before, policy: text }));
    return { ARN: secret.arn, Name: secret.name };
  },
});

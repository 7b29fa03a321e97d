import { DescribeSecret$ } from '@aws-sdk/client-secrets-manager';
import type { DescribeSecretRequest, DescribeSecretResponse } from '@aws-sdk/client-secrets-manager';
import { defineOperation } from '../../../kernel/operation.ts';
import { describe } from '../describe.ts';
import { findSecret, secretAction } from '../find-secret.ts';
import { stagesByVersion } from '../versions.ts';

export const describeSecret = defineOperation<DescribeSecretRequest, DescribeSecretResponse>({
  schema: DescribeSecret$,
  accepts: ['SecretId'],
  authorise: secretAction('DescribeSecret'),
  handle(input, context) {
    const { secret } = findSecret(input, context);
    const stages = stagesByVersion(secret);
    return { ...describe(secret), ...(Object.keys(stages).length === 0 ? {} : { VersionIdsToStages: stages }) };
  },
});

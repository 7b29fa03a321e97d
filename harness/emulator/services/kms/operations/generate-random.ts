import { randomBytes } from 'node:crypto';
import { GenerateRandom$ } from '@aws-sdk/client-kms';
import type { GenerateRandomRequest, GenerateRandomResponse } from '@aws-sdk/client-kms';
import { defineOperation } from '../../../kernel/operation.ts';
import { checkLength } from '../data-key.ts';
import { validation } from '../errors.ts';

export const generateRandom = defineOperation<GenerateRandomRequest, GenerateRandomResponse>({
  schema: GenerateRandom$,
  accepts: ['NumberOfBytes'],
  authorise: () => [{ action: 'kms:GenerateRandom', resource: '*' }],
  handle({ NumberOfBytes }) {
    if (NumberOfBytes === undefined) throw validation('NumberOfBytes is required.');
    return { Plaintext: randomBytes(checkLength(NumberOfBytes)) };
  },
});

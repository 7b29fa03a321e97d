import { DeleteSecretCommand, DescribeSecretCommand } from '@aws-sdk/client-secrets-manager';
import { unlessAbsent } from '../unless-absent.ts';
import type { KindOfThing } from './kind-of-thing.ts';

const absent = 'ResourceNotFoundException';

export const secret: KindOfThing = {
  isThere: async ({ secrets }, SecretId) => (await unlessAbsent(secrets.send(new DescribeSecretCommand({ SecretId })), absent)) !== null,
  remove: async ({ secrets }, SecretId) => {
    // Without the days in which it could be had back: the next run makes one of the same name.
    await unlessAbsent(secrets.send(new DeleteSecretCommand({ SecretId, ForceDeleteWithoutRecovery: true })), absent);
    return [];
  },
};

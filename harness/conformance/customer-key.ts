import { CreateKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import type { ConformanceWorld } from './suite.ts';

/** A new symmetric key that its account manages and uses; `statements` let in others. Gives its ARN. */
export async function makeCustomerKey(world: ConformanceWorld, ...statements: readonly object[]): Promise<string> {
  const admin = { Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${world.account}:root` }, Action: 'kms:*', Resource: '*' };
  const Policy = JSON.stringify({ Version: '2012-10-17', Statement: [admin, ...statements] });
  const { KeyMetadata } = await world.client(KMSClient, world.account).send(new CreateKeyCommand({ Policy }));
  return KeyMetadata?.Arn ?? '';
}

import { randomUUID } from 'node:crypto';
import { DisableKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import * as sdk from '@aws-sdk/client-secrets-manager';
import { makeCustomerKey } from './customer-key.ts';
import { makeUser } from './people.ts';
import { refusalOf } from './refusal.ts';
import type { ConformanceCase, ConformanceWorld } from './suite.ts';

interface Kept {
  readonly secrets: sdk.SecretsManagerClient;
  readonly key: string;
  readonly SecretId: string;
  readonly VersionId: string;
}

async function keep(world: ConformanceWorld, ...statements: readonly object[]): Promise<Kept> {
  const key = await makeCustomerKey(world, ...statements);
  const secrets = world.client(sdk.SecretsManagerClient, world.account);
  const input = { Name: world.unique('conformance/key'), SecretString: 'first', KmsKeyId: key };
  const { ARN = '', VersionId = '' } = await secrets.send(new sdk.CreateSecretCommand(input));
  return { secrets, key, SecretId: ARN, VersionId };
}

const everySecret = { Effect: 'Allow', Action: 'secretsmanager:*', Resource: '*' } as const;

export const secretsmanagerKeys: readonly ConformanceCase[] = [
  {
    name: 'keeps values under a customer key, old ones too after the key is changed',
    async run(world) {
      const { secrets, key, SecretId } = await keep(world);
      const value = async (VersionStage: string): Promise<string | undefined> =>
        (await secrets.send(new sdk.GetSecretValueCommand({ SecretId, VersionStage }))).SecretString;
      world.assert.equal((await secrets.send(new sdk.DescribeSecretCommand({ SecretId }))).KmsKeyId, key);
      await secrets.send(new sdk.PutSecretValueCommand({ SecretId, SecretString: 'second' }));
      const other = await makeCustomerKey(world);
      await secrets.send(new sdk.UpdateSecretCommand({ SecretId, KmsKeyId: other }));
      world.assert.equal((await secrets.send(new sdk.DescribeSecretCommand({ SecretId }))).KmsKeyId, other);
      await world.client(KMSClient, world.account).send(new DisableKeyCommand({ KeyId: key }));
      world.assert.deepEqual([await value('AWSCURRENT'), await value('AWSPREVIOUS')], ['second', 'first']);
    },
  },
  {
    name: 'answers a repeated request as the first under a customer key too',
    async run(world) {
      const { secrets, SecretId } = await keep(world);
      const ClientRequestToken = randomUUID();
      const put = (SecretString: string): Promise<sdk.PutSecretValueCommandOutput> =>
        secrets.send(new sdk.PutSecretValueCommand({ SecretId, SecretString, ClientRequestToken }));
      await put('second');
      world.assert.equal((await put('second')).VersionId, ClientRequestToken);
      world.assert.equal((await refusalOf(put('third'))).code, 'ResourceExists');
    },
  },
  {
    name: 'wants kms:GenerateDataKey to write and kms:Decrypt to read',
    needs: ['iam-enforcement'],
    async run(world) {
      const { secrets, key, SecretId } = await keep(world);
      const may = async (...actions: readonly string[]): Promise<sdk.SecretsManagerClient> => {
        const more = actions.map((Action) => ({ Effect: 'Allow', Action, Resource: key }) as const);
        const { credentials } = await makeUser(world, world.account, everySecret, ...more);
        return world.client(sdk.SecretsManagerClient, world.account, credentials);
      };
      const read = (client: sdk.SecretsManagerClient): Promise<unknown> => client.send(new sdk.GetSecretValueCommand({ SecretId }));
      const write = (client: sdk.SecretsManagerClient): Promise<unknown> =>
        client.send(new sdk.PutSecretValueCommand({ SecretId, SecretString: 'x' }));
      await read(await may('kms:Decrypt'));
      await write(await may('kms:GenerateDataKey', 'kms:Decrypt'));
      const [idle, writer] = [await may(), await may('kms:GenerateDataKey')];
      for (const call of [() => read(idle), () => write(idle), () => read(writer)]) {
        const { code, message } = await refusalOf(call());
        world.assert.deepEqual([code, message], ['AccessDenied', 'Access to KMS is not allowed']);
      }
      await world.client(KMSClient, world.account).send(new DisableKeyCommand({ KeyId: key }));
      world.assert.equal((await refusalOf(read(secrets))).code, 'DecryptionFailure');
      world.assert.equal((await refusalOf(write(secrets))).code, 'EncryptionFailure');
    },
  },
  {
    name: 'lets another account read where secret and key policy both do',
    needs: ['iam-enforcement', 'cross-account-isolation'],
    async run(world) {
      const Principal = { AWS: `arn:aws:iam::${world.otherAccount}:root` };
      const open = { Effect: 'Allow', Principal, Action: 'kms:Decrypt', Resource: '*' };
      const [shared, closed] = [await keep(world, open), await keep(world)];
      const Statement = [{ ...open, Action: 'secretsmanager:GetSecretValue' }];
      const all = { Effect: 'Allow', Action: ['secretsmanager:*', 'kms:*'], Resource: '*' } as const;
      const { credentials } = await makeUser(world, world.otherAccount, all);
      const reader = world.client(sdk.SecretsManagerClient, world.otherAccount, credentials);
      const read = async ({ secrets, SecretId }: Kept): Promise<sdk.GetSecretValueCommandOutput> => {
        const ResourcePolicy = JSON.stringify({ Version: '2012-10-17', Statement });
        await secrets.send(new sdk.PutResourcePolicyCommand({ SecretId, ResourcePolicy }));
        return reader.send(new sdk.GetSecretValueCommand({ SecretId }));
      };
      world.assert.equal((await read(shared)).SecretString, 'first');
      world.assert.equal((await refusalOf(read(closed))).code, 'AccessDenied');
    },
  },
];

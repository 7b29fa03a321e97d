import { randomUUID } from 'node:crypto';
import * as sdk from '@aws-sdk/client-secrets-manager';
import { makeUser } from './people.ts';
import { refusalOf } from './refusal.ts';
import { secretsmanagerKeys } from './secretsmanager-keys.ts';
import type { Conformance, ConformanceCase, ConformanceWorld } from './suite.ts';

interface MadeSecret {
  readonly secrets: sdk.SecretsManagerClient;
  readonly Name: string;
  readonly ARN: string;
  readonly VersionId: string;
}

async function makeSecret(world: ConformanceWorld, SecretString = 'first'): Promise<MadeSecret> {
  const secrets = world.client(sdk.SecretsManagerClient, world.account);
  const Name = world.unique('conformance/secret');
  const { ARN = '', VersionId = '' } = await secrets.send(new sdk.CreateSecretCommand({ Name, SecretString }));
  return { secrets, Name, ARN, VersionId };
}

async function codeOf(call: Promise<unknown>): Promise<string> {
  return (await refusalOf(call)).code;
}

const cases: readonly ConformanceCase[] = [
  {
    name: 'gives a secret by name, ARN and ARN without its suffix',
    async run(world) {
      const { secrets, Name, ARN, VersionId } = await makeSecret(world);
      world.assert.match(ARN, new RegExp(`^arn:aws:secretsmanager:${world.region}:${world.account}:secret:${Name}-[A-Za-z0-9]{6}$`));
      for (const SecretId of [Name, ARN, ARN.slice(0, -7)]) {
        const got = await secrets.send(new sdk.GetSecretValueCommand({ SecretId }));
        world.assert.deepEqual([got.SecretString, got.VersionId, got.VersionStages], ['first', VersionId, ['AWSCURRENT']]);
      }
      const missing = await refusalOf(secrets.send(new sdk.GetSecretValueCommand({ SecretId: `${Name}-nothing` })));
      world.assert.deepEqual([missing.code, missing.message], ['ResourceNotFound', "Secrets Manager can't find the specified secret."]);
      world.assert.equal(await codeOf(secrets.send(new sdk.CreateSecretCommand({ Name }))), 'ResourceExists');
    },
  },
  {
    name: 'moves AWSCURRENT and AWSPREVIOUS with each new value',
    async run(world) {
      const { secrets, Name: SecretId, VersionId: first } = await makeSecret(world);
      const { VersionId: second } = await secrets.send(new sdk.PutSecretValueCommand({ SecretId, SecretBinary: Buffer.from([0, 255]) }));
      const { VersionId: third } = await secrets.send(new sdk.UpdateSecretCommand({ SecretId, SecretString: 'third', Description: 'd' }));
      const previous = await secrets.send(new sdk.GetSecretValueCommand({ SecretId, VersionStage: 'AWSPREVIOUS' }));
      world.assert.deepEqual([previous.VersionId, Buffer.from(previous.SecretBinary ?? []).toString('hex')], [second, '00ff']);
      const described = await secrets.send(new sdk.DescribeSecretCommand({ SecretId }));
      world.assert.deepEqual(described.VersionIdsToStages, { [second ?? '']: ['AWSPREVIOUS'], [third ?? '']: ['AWSCURRENT'] });
      world.assert.equal(described.Description, 'd');
      const old = await secrets.send(new sdk.GetSecretValueCommand({ SecretId, VersionId: first }));
      world.assert.deepEqual([old.SecretString, old.VersionStages ?? []], ['first', []]);
      const all = await secrets.send(new sdk.ListSecretVersionIdsCommand({ SecretId, IncludeDeprecated: true }));
      world.assert.equal(all.Versions?.length, 3);
    },
  },
  {
    name: 'takes a token again for the same value, and for no other',
    async run(world) {
      const { secrets, Name: SecretId } = await makeSecret(world);
      const ClientRequestToken = randomUUID();
      const put = (SecretString: string): Promise<sdk.PutSecretValueCommandOutput> =>
        secrets.send(new sdk.PutSecretValueCommand({ SecretId, SecretString, ClientRequestToken }));
      world.assert.deepEqual([(await put('x')).VersionId, (await put('x')).VersionId], [ClientRequestToken, ClientRequestToken]);
      world.assert.equal(await codeOf(put('y')), 'ResourceExists');
    },
  },
  {
    name: 'moves a staging label by hand, from the version that has it',
    async run(world) {
      const { secrets, Name: SecretId, VersionId: first } = await makeSecret(world);
      const pending = new sdk.PutSecretValueCommand({ SecretId, SecretString: 'next', VersionStages: ['AWSPENDING'] });
      const { VersionId: second } = await secrets.send(pending);
      world.assert.equal((await secrets.send(new sdk.GetSecretValueCommand({ SecretId }))).SecretString, 'first');
      const move = { SecretId, VersionStage: 'AWSCURRENT', MoveToVersionId: second };
      world.assert.equal(await codeOf(secrets.send(new sdk.UpdateSecretVersionStageCommand(move))), 'InvalidParameter');
      await secrets.send(new sdk.UpdateSecretVersionStageCommand({ ...move, RemoveFromVersionId: first }));
      world.assert.equal((await secrets.send(new sdk.GetSecretValueCommand({ SecretId }))).SecretString, 'next');
      const before = await secrets.send(new sdk.GetSecretValueCommand({ SecretId, VersionStage: 'AWSPREVIOUS' }));
      world.assert.equal(before.SecretString, 'first');
    },
  },
  {
    name: 'removes a secret after a window, brings it back before, or removes it at once',
    async run(world) {
      const { secrets, Name, Name: SecretId } = await makeSecret(world);
      const { DeletionDate } = await secrets.send(new sdk.DeleteSecretCommand({ SecretId, RecoveryWindowInDays: 7 }));
      world.assert.ok((DeletionDate?.getTime() ?? 0) > Date.now() + 6 * 86_400_000);
      const denied = await refusalOf(secrets.send(new sdk.GetSecretValueCommand({ SecretId })));
      world.assert.deepEqual(
        [denied.code, denied.message],
        ['InvalidRequest', "You can't perform this operation on the secret because it was marked for deletion."],
      );
      world.assert.equal(await codeOf(secrets.send(new sdk.CreateSecretCommand({ Name }))), 'InvalidRequest');
      await secrets.send(new sdk.RestoreSecretCommand({ SecretId }));
      world.assert.equal((await secrets.send(new sdk.GetSecretValueCommand({ SecretId }))).SecretString, 'first');
      await secrets.send(new sdk.DeleteSecretCommand({ SecretId, ForceDeleteWithoutRecovery: true }));
      world.assert.equal(await codeOf(secrets.send(new sdk.GetSecretValueCommand({ SecretId }))), 'ResourceNotFound');
      await secrets.send(new sdk.CreateSecretCommand({ Name, SecretString: 'again' }));
    },
  },
  {
    name: 'tags and lists secrets',
    async run(world) {
      const { secrets, Name: SecretId } = await makeSecret(world);
      await secrets.send(
        new sdk.TagResourceCommand({
          SecretId,
          Tags: [
            { Key: 'a', Value: '1' },
            { Key: 'b', Value: '2' },
          ],
        }),
      );
      await secrets.send(new sdk.UntagResourceCommand({ SecretId, TagKeys: ['a'] }));
      const { SecretList } = await secrets.send(new sdk.ListSecretsCommand({ Filters: [{ Key: 'name', Values: [SecretId] }] }));
      world.assert.deepEqual(SecretList?.[0]?.Tags, [{ Key: 'b', Value: '2' }]);
    },
  },
  {
    name: 'makes passwords of the characters that are asked for',
    async run(world) {
      const secrets = world.client(sdk.SecretsManagerClient, world.account);
      const { RandomPassword } = await secrets.send(new sdk.GetRandomPasswordCommand({ PasswordLength: 40, ExcludePunctuation: true }));
      world.assert.match(RandomPassword ?? '', /^(?=.*[a-z])(?=.*[A-Z])(?=.*\d)[A-Za-z0-9]{40}$/);
    },
  },
  {
    name: 'lets a reader read the one secret that is his',
    needs: ['iam-enforcement'],
    async run(world) {
      const mine = await makeSecret(world);
      const yours = await makeSecret(world);
      const person = await makeUser(world, world.account, { Effect: 'Allow', Action: 'secretsmanager:GetSecretValue', Resource: mine.ARN });
      const secrets = world.client(sdk.SecretsManagerClient, world.account, person.credentials);
      await secrets.send(new sdk.GetSecretValueCommand({ SecretId: mine.Name }));
      world.assert.equal(await codeOf(secrets.send(new sdk.GetSecretValueCommand({ SecretId: yours.ARN }))), 'AccessDenied');
      world.assert.equal(await codeOf(secrets.send(new sdk.DescribeSecretCommand({ SecretId: mine.Name }))), 'AccessDenied');
    },
  },
  {
    name: 'lets another account in by the secret’s policy, but not to a value under AWS’s own key',
    needs: ['iam-enforcement', 'cross-account-isolation'],
    async run(world) {
      const { secrets: admin, ARN: SecretId } = await makeSecret(world);
      const person = await makeUser(world, world.otherAccount, { Effect: 'Allow', Action: 'secretsmanager:*', Resource: '*' });
      const secrets = world.client(sdk.SecretsManagerClient, world.otherAccount, person.credentials);
      world.assert.equal(await codeOf(secrets.send(new sdk.DescribeSecretCommand({ SecretId }))), 'AccessDenied');
      const Action = ['secretsmanager:DescribeSecret', 'secretsmanager:GetSecretValue'];
      const Statement = [{ Effect: 'Allow', Principal: { AWS: person.arn }, Action, Resource: '*' }];
      const ResourcePolicy = JSON.stringify({ Version: '2012-10-17', Statement });
      await admin.send(new sdk.PutResourcePolicyCommand({ SecretId, ResourcePolicy }));
      world.assert.equal((await admin.send(new sdk.GetResourcePolicyCommand({ SecretId }))).ResourcePolicy, ResourcePolicy);
      world.assert.equal((await secrets.send(new sdk.DescribeSecretCommand({ SecretId }))).ARN, SecretId);
      world.assert.equal(await codeOf(secrets.send(new sdk.GetSecretValueCommand({ SecretId }))), 'InvalidRequest');
      await admin.send(new sdk.DeleteResourcePolicyCommand({ SecretId }));
      world.assert.equal(await codeOf(secrets.send(new sdk.DescribeSecretCommand({ SecretId }))), 'AccessDenied');
    },
  },
];

export const secretsmanager: Conformance = { service: 'secretsmanager', cases: [...cases, ...secretsmanagerKeys] };

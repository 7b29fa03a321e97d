import { Readable } from 'node:stream';
import {
  CreateBucketCommand,
  GetObjectCommand,
  HeadBucketCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { CreateAccessKeyCommand, CreateRoleCommand, CreateUserCommand, IAMClient, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { otherTestAccount, startTestEmulator, testAccount } from './testing.ts';
import type { ClientCredentials, TestEmulator } from './testing.ts';

const Bucket = 'a-bucket';

async function emulatorWithBucket(): Promise<TestEmulator> {
  const emulator = await startTestEmulator();
  await emulator
    .client(S3Client)
    .send(new CreateBucketCommand({ Bucket, CreateBucketConfiguration: { LocationConstraint: 'eu-central-1' } }));
  return emulator;
}

async function text(client: S3Client, Key: string): Promise<string | undefined> {
  const { Body } = await client.send(new GetObjectCommand({ Bucket, Key }));
  return Body?.transformToString();
}

describe('the SDK’s clients on the emulator', () => {
  it.each(['plain', 'a folder/with spaces & (brackets)!', 'naïve/日本語/😀', '/leading//double/', 'plus+percent%25'])(
    'store and fetch the key %s',
    async (Key) => {
      await using emulator = await emulatorWithBucket();
      const s3 = emulator.client(S3Client);
      await s3.send(new PutObjectCommand({ Bucket, Key, Body: 'hello', Metadata: { note: 'grüße' } }));
      expect(await text(s3, Key)).toBe('hello');
      expect((await s3.send(new ListObjectsV2Command({ Bucket }))).Contents?.map((object) => object.Key)).toEqual([Key]);
    },
  );

  it('store a stream, which the client sends in chunks with a checksum after them', async () => {
    await using emulator = await emulatorWithBucket();
    const s3 = emulator.client(S3Client);
    const parts = ['a'.repeat(100_000), 'b'.repeat(100_000), 'c'];
    await s3.send(new PutObjectCommand({ Bucket, Key: 'streamed', Body: Readable.from(parts), ContentLength: 200_001 }));
    expect(await text(s3, 'streamed')).toBe(parts.join(''));
  });

  it('are told apart by account', async () => {
    await using emulator = await emulatorWithBucket();
    const stranger = emulator.client(S3Client, otherTestAccount);
    await expect(stranger.send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'x' }))).rejects.toMatchObject({
      name: 'AccessDenied',
      $metadata: { httpStatusCode: 403 },
    });
    await expect(stranger.send(new HeadBucketCommand({ Bucket }))).rejects.toMatchObject({ $metadata: { httpStatusCode: 403 } });
  });

  it('may do as a role what its policy allows, and nothing else', async () => {
    await using emulator = await emulatorWithBucket();
    const iam = emulator.client(IAMClient);
    const statement = { Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${testAccount}:root` }, Action: 'sts:AssumeRole' };
    await iam.send(
      new CreateRoleCommand({
        RoleName: 'writer',
        AssumeRolePolicyDocument: JSON.stringify({ Version: '2012-10-17', Statement: [statement] }),
      }),
    );
    const allow = { Effect: 'Allow', Action: 's3:PutObject', Resource: `arn:aws:s3:::${Bucket}/in/*` };
    await iam.send(
      new PutRolePolicyCommand({
        RoleName: 'writer',
        PolicyName: 'write',
        PolicyDocument: JSON.stringify({ Version: '2012-10-17', Statement: [allow] }),
      }),
    );
    // A root can't assume roles, so somebody of the account does.
    await iam.send(new CreateUserCommand({ UserName: 'somebody' }));
    const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName: 'somebody' }));
    const somebody = { accessKeyId: AccessKey?.AccessKeyId ?? '', secretAccessKey: AccessKey?.SecretAccessKey ?? '' };
    const sts = new STSClient(emulator.configuration(somebody));
    await expect(
      sts.send(new AssumeRoleCommand({ RoleArn: `arn:aws:iam::${testAccount}:role/writer`, RoleSessionName: 'session' })),
    ).rejects.toMatchObject({ name: 'AccessDenied' });
    const trusted = await trust(emulator, somebody);
    const s3 = new S3Client(emulator.configuration(trusted));
    await s3.send(new PutObjectCommand({ Bucket, Key: 'in/a', Body: 'x' }));
    await expect(s3.send(new PutObjectCommand({ Bucket, Key: 'out/a', Body: 'x' }))).rejects.toMatchObject({
      name: 'AccessDenied',
      message: `User: arn:aws:sts::${testAccount}:assumed-role/named/session is not authorized to perform: s3:PutObject on resource: "arn:aws:s3:::${Bucket}/out/a" because no identity-based policy allows the s3:PutObject action`,
    });
  });

  it('find everything again after a restart', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'restart-'));
    {
      await using first = await startTestEmulator({ dataDir });
      await first.client(S3Client).send(new CreateBucketCommand({ Bucket }));
      await first.client(S3Client).send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'kept' }));
    }
    {
      await using second = await startTestEmulator({ dataDir });
      expect(await text(second.client(S3Client), 'k')).toBe('kept');
    }
    rmSync(dataDir, { recursive: true });
  });

  it('get the account that their key names where credentials are open', async () => {
    await using emulator = await startTestEmulator({ credentials: 'open' });
    const sts = new STSClient(emulator.configuration({ accessKeyId: '222222222222', secretAccessKey: 'test' }));
    expect((await sts.send(new GetCallerIdentityCommand())).Account).toBe('222222222222');
  });
});

/** A role that trusts its user by name, which in one account suffices without a policy of the user's. */
async function trust(emulator: TestEmulator, user: ClientCredentials): Promise<ClientCredentials> {
  const iam = emulator.client(IAMClient);
  const statement = { Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${testAccount}:user/somebody` }, Action: 'sts:AssumeRole' };
  await iam.send(
    new CreateRoleCommand({
      RoleName: 'named',
      AssumeRolePolicyDocument: JSON.stringify({ Version: '2012-10-17', Statement: [statement] }),
    }),
  );
  const allow = { Effect: 'Allow', Action: 's3:PutObject', Resource: `arn:aws:s3:::${Bucket}/in/*` };
  await iam.send(
    new PutRolePolicyCommand({
      RoleName: 'named',
      PolicyName: 'write',
      PolicyDocument: JSON.stringify({ Version: '2012-10-17', Statement: [allow] }),
    }),
  );
  const assume = new AssumeRoleCommand({ RoleArn: `arn:aws:iam::${testAccount}:role/named`, RoleSessionName: 'session' });
  const { Credentials: issued } = await new STSClient(emulator.configuration(user)).send(assume);
  return {
    accessKeyId: issued?.AccessKeyId ?? '',
    secretAccessKey: issued?.SecretAccessKey ?? '',
    sessionToken: issued?.SessionToken ?? '',
  };
}

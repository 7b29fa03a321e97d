import {
  CreateAliasCommand,
  CreateGrantCommand,
  CreateKeyCommand,
  DecryptCommand,
  DescribeKeyCommand,
  EncryptCommand,
  GetKeyRotationStatusCommand,
  EnableKeyRotationCommand,
  KMSClient,
  ListAliasesCommand,
  ListKeysCommand,
  ScheduleKeyDeletionCommand,
  SignCommand,
} from '@aws-sdk/client-kms';
import type { CreateKeyCommandInput } from '@aws-sdk/client-kms';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestEmulator, testAccount } from '../../testing.ts';
import type { TestEmulator } from '../../testing.ts';

let clock = new Date('2026-05-01T12:00:00Z');
let emulator: TestEmulator;
let kms: KMSClient;

beforeAll(async () => {
  emulator = await startTestEmulator({ clock: () => clock });
  kms = emulator.client(KMSClient);
});
afterAll(async () => {
  await emulator[Symbol.asyncDispose]();
});

const Plaintext = Buffer.from('pay');

async function makeKey(input: CreateKeyCommandInput = {}): Promise<string> {
  const { KeyMetadata } = await kms.send(new CreateKeyCommand(input));
  return KeyMetadata?.KeyId ?? '';
}

describe('a key that is scheduled for deletion', () => {
  it('is gone when its day comes, and its alias is free', async () => {
    const KeyId = await makeKey();
    await kms.send(new CreateAliasCommand({ AliasName: 'alias/short', TargetKeyId: KeyId }));
    await kms.send(new ScheduleKeyDeletionCommand({ KeyId, PendingWindowInDays: 7 }));
    clock = new Date('2026-05-08T11:59:59Z');
    await expect(kms.send(new DescribeKeyCommand({ KeyId }))).resolves.toMatchObject({ KeyMetadata: { KeyState: 'PendingDeletion' } });
    clock = new Date('2026-05-08T12:00:00Z');
    const message = `Key 'arn:aws:kms:eu-central-1:${testAccount}:key/${KeyId}' does not exist`;
    await expect(kms.send(new DescribeKeyCommand({ KeyId }))).rejects.toMatchObject({ name: 'NotFoundException', message });
    expect((await kms.send(new ListKeysCommand({}))).Keys).not.toContainEqual(expect.objectContaining({ KeyId }));
    expect((await kms.send(new ListAliasesCommand({}))).Aliases).not.toContainEqual(expect.objectContaining({ AliasName: 'alias/short' }));
    await kms.send(new CreateAliasCommand({ AliasName: 'alias/short', TargetKeyId: await makeKey() }));
  });

  it.each([6, 31])('must wait 7 to 30 days, not %i', async (PendingWindowInDays) => {
    const call = kms.send(new ScheduleKeyDeletionCommand({ KeyId: await makeKey(), PendingWindowInDays }));
    await expect(call).rejects.toMatchObject({
      name: 'ValidationException',
      message: expect.stringContaining('pendingWindowInDays') as string,
    });
  });
});

describe('rotation', () => {
  it('falls due again after each period', async () => {
    const KeyId = await makeKey();
    const since = clock.getTime();
    await kms.send(new EnableKeyRotationCommand({ KeyId, RotationPeriodInDays: 100 }));
    const dueInDays = async (): Promise<number> => {
      const { NextRotationDate } = await kms.send(new GetKeyRotationStatusCommand({ KeyId }));
      return ((NextRotationDate?.getTime() ?? 0) - since) / 86_400_000;
    };
    expect(await dueInDays()).toBe(100);
    clock = new Date(since + 150 * 86_400_000);
    expect(await dueInDays()).toBe(200);
  });
});

describe('a key of AWS’s own', () => {
  it('comes to be when somebody describes it, once for each account and region', async () => {
    const describe = async (client: KMSClient): Promise<string | undefined> =>
      (await client.send(new DescribeKeyCommand({ KeyId: 'alias/aws/s3' }))).KeyMetadata?.Arn;
    const arn = await describe(kms);
    expect(await describe(kms)).toBe(arn);
    expect(await describe(emulator.client(KMSClient, testAccount, { region: 'eu-west-1' }))).not.toBe(arn);
    expect(await describe(emulator.client(KMSClient, '444455556666'))).not.toBe(arn);
    await expect(kms.send(new DescribeKeyCommand({ KeyId: 'alias/aws/s3' }))).resolves.toMatchObject({
      KeyMetadata: { KeyManager: 'AWS', Description: 'Default key that protects my S3 objects when no other key is defined' },
    });
    const { Aliases = [] } = await kms.send(new ListAliasesCommand({}));
    expect(Aliases).toContainEqual(expect.objectContaining({ AliasName: 'alias/aws/s3' }));
  });

  it('serves its service only', async () => {
    const call = kms.send(new EncryptCommand({ KeyId: 'alias/aws/s3', Plaintext }));
    await expect(call).rejects.toMatchObject({ name: 'AccessDeniedException' });
    await expect(kms.send(new DescribeKeyCommand({ KeyId: 'alias/aws/nothing' }))).rejects.toMatchObject({ name: 'NotFoundException' });
  });
});

describe('what is not emulated', () => {
  it.each<[CreateKeyCommandInput, string]>([
    [{ MultiRegion: true }, 'MultiRegion'],
    [{ Origin: 'EXTERNAL' }, 'EXTERNAL'],
    [{ KeySpec: 'SM2', KeyUsage: 'SIGN_VERIFY' }, 'SM2'],
    [
      { KeySpec: 'HMAC_random' as 'HMAC_256' },
      "Value 'HMAC_random' at 'keySpec' failed to satisfy constraint: Member must satisfy enum value set",
    ],
    [{ KeySpec: 'RSA_2048', KeyUsage: 'RANDOM' as 'SIGN_VERIFY' }, "Value 'RANDOM' at 'keyUsage' failed to satisfy constraint"],
    [{ KeySpec: 'RSA_2048', KeyUsage: 'KEY_AGREEMENT' }, 'KeyUsage KEY_AGREEMENT is not compatible with KeySpec RSA_2048'],
    [{ CustomKeyStoreId: 'cks-1' }, 'CustomKeyStoreId'],
  ])('is refused: %j', async (input, named) => {
    await expect(kms.send(new CreateKeyCommand(input))).rejects.toMatchObject({ message: expect.stringContaining(named) as string });
  });

  it('is to sign a digest', async () => {
    const KeyId = await makeKey({ KeySpec: 'ECC_NIST_P256', KeyUsage: 'SIGN_VERIFY' });
    const input = { KeyId, Message: Buffer.alloc(32), MessageType: 'DIGEST', SigningAlgorithm: 'ECDSA_SHA_256' } as const;
    await expect(kms.send(new SignCommand(input))).rejects.toMatchObject({ message: expect.stringContaining('DIGEST') as string });
  });

  it('is a dry run', async () => {
    const KeyId = await makeKey();
    const call = kms.send(new EncryptCommand({ KeyId, Plaintext, DryRun: true }));
    await expect(call).rejects.toMatchObject({ message: expect.stringContaining('DryRun') as string });
  });
});

describe('CreateGrant', () => {
  it('gives the same grant to the same name and content', async () => {
    const GranteePrincipal = `arn:aws:iam::${testAccount}:root`;
    const input = { KeyId: await makeKey(), GranteePrincipal, Operations: ['Encrypt' as const], Name: 'one' };
    const first = await kms.send(new CreateGrantCommand(input));
    expect(await kms.send(new CreateGrantCommand(input))).toMatchObject({ GrantId: first.GrantId, GrantToken: first.GrantToken });
    expect((await kms.send(new CreateGrantCommand({ ...input, Operations: ['Decrypt'] }))).GrantId).not.toBe(first.GrantId);
  });

  it('refuses whoever is not there', async () => {
    const GranteePrincipal = `arn:aws:iam::${testAccount}:role/nobody`;
    const call = kms.send(new CreateGrantCommand({ KeyId: await makeKey(), GranteePrincipal, Operations: ['Encrypt'] }));
    await expect(call).rejects.toMatchObject({ name: 'InvalidArnException' });
  });
});

describe('a ciphertext', () => {
  it('is of no use where its key is not', async () => {
    const KeyId = await makeKey();
    const { CiphertextBlob } = await kms.send(new EncryptCommand({ KeyId, Plaintext }));
    await using second = await startTestEmulator({ clock: () => clock });
    await expect(second.client(KMSClient).send(new DecryptCommand({ CiphertextBlob }))).rejects.toMatchObject({
      name: 'NotFoundException',
    });
    const { Plaintext: opened } = await kms.send(new DecryptCommand({ CiphertextBlob }));
    expect(Buffer.from(opened ?? []).toString()).toBe('pay');
  });
});

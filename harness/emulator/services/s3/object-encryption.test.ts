import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CreateBucketCommand, GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import { startTestEmulator } from '../../testing.ts';

const secret = 'the bytes that nobody may find';

/** Whether the text lies anywhere under the directory as it is. */
function liesOpen(directory: string, text: string): boolean {
  const files = readdirSync(directory, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return files.some((file) => readFileSync(join(file.parentPath, file.name)).includes(text));
}

describe('an object under a KMS key', () => {
  it.each([
    ['aws:kms', false],
    ['AES256', true],
  ] as const)('of %s lies open on the disk: %s', async (ServerSideEncryption, open) => {
    await using emulator = await startTestEmulator();
    const s3 = emulator.client(S3Client);
    await s3.send(new CreateBucketCommand({ Bucket: 'cards', CreateBucketConfiguration: { LocationConstraint: 'eu-central-1' } }));
    await s3.send(new PutObjectCommand({ Bucket: 'cards', Key: 'a', Body: secret, ServerSideEncryption }));
    expect(liesOpen(emulator.dataDir, secret)).toBe(open);
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: 'cards', Key: 'a' }));
    expect(await Body?.transformToString()).toBe(secret);
  });

  it('shows in the trace which key was asked, and by whom', async () => {
    await using emulator = await startTestEmulator();
    const s3 = emulator.client(S3Client);
    await s3.send(new CreateBucketCommand({ Bucket: 'cards', CreateBucketConfiguration: { LocationConstraint: 'eu-central-1' } }));
    const { SSEKMSKeyId } = await s3.send(
      new PutObjectCommand({ Bucket: 'cards', Key: 'a', Body: secret, ServerSideEncryption: 'aws:kms' }),
    );
    expect(emulator.trace()).toContainEqual(
      expect.objectContaining({
        operation: 'GenerateDataKey',
        via: 'internal',
        principal: expect.stringContaining(':root') as string,
        wants: [{ action: 'kms:GenerateDataKey', resource: SSEKMSKeyId }],
        decision: 'allowed',
      }),
    );
  });
});

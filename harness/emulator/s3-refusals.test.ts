import {
  CreateBucketCommand,
  DeleteObjectCommand,
  PutBucketPolicyCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import { startTestEmulator } from './testing.ts';

/** A versioned bucket. */
async function makeBucket(s3: S3Client): Promise<void> {
  await s3.send(new CreateBucketCommand({ Bucket: 'bucket', CreateBucketConfiguration: { LocationConstraint: 'eu-central-1' } }));
  await s3.send(new PutBucketVersioningCommand({ Bucket: 'bucket', VersioningConfiguration: { Status: 'Enabled' } }));
}

describe('S3’s refusals', () => {
  it('name in headers the entity that is not modified, and the delete marker that stands in the way', async () => {
    await using emulator = await startTestEmulator({ credentials: 'open' });
    const authorization = `AWS4-HMAC-SHA256 Credential=111122223333/20261121/eu-central-1/s3/aws4_request, SignedHeaders=host, Signature=${'0'.repeat(64)}`;
    const get = async (query: string, headers: Record<string, string> = {}) =>
      fetch(`${emulator.endpoint}/bucket/key${query}`, { headers: { authorization, ...headers } });
    const s3 = emulator.client(S3Client);
    await makeBucket(s3);
    const { ETag = '' } = await s3.send(new PutObjectCommand({ Bucket: 'bucket', Key: 'key', Body: 'x' }));

    const unchanged = await get('', { 'if-none-match': ETag });
    expect([unchanged.status, unchanged.headers.get('etag')]).toEqual([304, ETag]);
    expect(unchanged.headers.get('last-modified')).toMatch(/ GMT$/);

    const { VersionId = '' } = await s3.send(new DeleteObjectCommand({ Bucket: 'bucket', Key: 'key' }));
    const gone = await get('');
    expect([gone.status, gone.headers.get('x-amz-delete-marker'), gone.headers.get('x-amz-version-id')]).toEqual([404, 'true', VersionId]);
    const marker = await get(`?versionId=${VersionId}`);
    expect([marker.status, marker.headers.get('x-amz-delete-marker'), marker.headers.get('allow')]).toEqual([405, 'true', 'DELETE']);
  });

  it('meet documents that are not what the digests beside them say', async () => {
    await using emulator = await startTestEmulator();
    const s3 = emulator.client(S3Client);
    await makeBucket(s3);
    const wrong = new PutBucketPolicyCommand({ Bucket: 'bucket', Policy: '{}', ContentMD5: 'rL0Y20zC+Fzt72VPzMSk2A==' });
    await expect(s3.send(wrong)).rejects.toMatchObject({ name: 'BadDigest' });
  });
});

import { describe, expect, it } from 'vitest';
import { AwsError } from '../kernel/aws-error.ts';
import { checksumBase64 } from '../kernel/checksum.ts';
import { loadServiceModel } from '../schema/load-service-model.ts';
import { checkBodyDigests } from './body-digests.ts';

const s3 = await loadServiceModel('s3');
const document = Buffer.from('<Delete/>');
const md5 = checksumBase64('md5', document);
const sha256 = checksumBase64('sha256', document);
const other = { md5: checksumBase64('md5', Buffer.from('other')), sha256: checksumBase64('sha256', Buffer.from('other')) };

function check(operation: string, headers: Record<string, string>): string {
  const model = s3?.operations.get(operation);
  if (model === undefined) throw new Error(`S3 has no ${operation}.`);
  try {
    checkBodyDigests(model, { method: 'POST', url: '/', headers, body: document, sourceIp: '127.0.0.1' });
    return 'taken';
  } catch (error) {
    return error instanceof AwsError ? error.code : String(error);
  }
}

describe('the digests that come with a document', () => {
  it.each<[string, Record<string, string>, string]>([
    ['none', {}, 'taken'],
    ['its MD5', { 'content-md5': md5 }, 'taken'],
    ['an MD5 of other bytes', { 'content-md5': other.md5 }, 'BadDigest'],
    ['an MD5 that is none', { 'content-md5': 'abc' }, 'InvalidDigest'],
    ['its SHA-256', { 'x-amz-checksum-sha256': sha256 }, 'taken'],
    ['a SHA-256 of other bytes', { 'x-amz-checksum-sha256': other.sha256 }, 'BadDigest'],
    ['a SHA-256 that is none', { 'x-amz-checksum-sha256': 'abc' }, 'InvalidRequest'],
    [
      'a checksum that nobody computes here',
      { 'x-amz-checksum-xxhash64': 'AA==' },
      'NotImplemented: The header x-amz-checksum-xxhash64 is not implemented by this emulator.',
    ],
    ['the kind of checksum', { 'x-amz-checksum-type': 'FULL_OBJECT', 'x-amz-sdk-checksum-algorithm': 'SHA256' }, 'taken'],
  ])('%s: %o is %s', (_what, headers, expected) => {
    expect(check('DeleteObjects', headers)).toBe(expected);
    expect(check('PutBucketPolicy', headers)).toBe(expected);
  });

  it('are the operation’s own business where they are the object’s', () => {
    expect(check('PutObject', { 'content-md5': other.md5, 'x-amz-checksum-sha256': other.sha256 })).toBe('taken');
    expect(check('CompleteMultipartUpload', { 'x-amz-checksum-sha256': other.sha256 })).toBe('taken');
  });
});

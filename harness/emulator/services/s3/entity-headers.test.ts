import { describe, expect, it } from 'vitest';
import { checkEntity, readEntityHeaders } from './entity-headers.ts';

describe('what comes with an object', () => {
  const encodings: readonly (readonly [sent: string | undefined, kept: string | undefined])[] = [
    [undefined, undefined],
    ['gzip', 'gzip'],
    ['aws-chunked', undefined],
    ['aws-chunked,gzip', 'gzip'],
    ['deflate, gzip', 'deflate, gzip'],
  ];

  it.each(encodings)('keeps Content-Encoding %s as %s', (ContentEncoding, kept) => {
    expect(readEntityHeaders({ ContentEncoding }).ContentEncoding).toBe(kept);
  });

  it('has a content type even where none was sent', () => {
    expect(readEntityHeaders({}).ContentType).toBe('binary/octet-stream');
  });

  const refused: readonly (readonly [input: Parameters<typeof checkEntity>[0], code: string])[] = [
    [{ ACL: 'public-read' }, 'AccessControlListNotSupported'],
    [{ ServerSideEncryption: 'aws:kms:dsse' }, 'NotImplemented'],
    [{ ServerSideEncryption: 'AES256', SSEKMSKeyId: 'alias/pay' }, 'InvalidArgument'],
    [{ SSEKMSKeyId: 'alias/pay' }, 'InvalidArgument'],
    [{ ServerSideEncryption: 'rot13' }, 'InvalidArgument'],
    [{ StorageClass: 'GLACIER' }, 'NotImplemented'],
    [{ StorageClass: 'ATTIC' }, 'InvalidStorageClass'],
    [{ Metadata: { a: 'x'.repeat(2048) } }, 'MetadataTooLarge'],
  ];

  it.each(refused)('refuses %j', (input, code) => {
    expect(() => checkEntity(input)).toThrow(expect.objectContaining({ code }));
  });

  it('takes what S3 does by itself', () => {
    expect(() =>
      checkEntity({ ACL: 'bucket-owner-full-control', ServerSideEncryption: 'AES256', StorageClass: 'STANDARD_IA' }),
    ).not.toThrow();
  });
});

import { createHash, createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { checksumBase64 } from '../kernel/checksum.ts';
import type { HttpRequest } from '../kernel/context.ts';
import { decodeAwsChunked } from './aws-chunked.ts';
import type { SignatureFields } from './signature-fields.ts';

function request(body: string, headers: Record<string, string>): HttpRequest {
  return {
    method: 'PUT',
    url: '/b/k',
    headers: { 'content-encoding': 'aws-chunked', ...headers },
    body: Buffer.from(body),
    sourceIp: '127.0.0.1',
  };
}

const unsigned = { 'x-amz-content-sha256': 'STREAMING-UNSIGNED-PAYLOAD-TRAILER', 'x-amz-decoded-content-length': '11' };
const crc32 = checksumBase64('crc32', Buffer.from('hello world'));
const chunks = `6\r\nhello \r\n5\r\nworld\r\n0\r\nx-amz-checksum-crc32:${crc32}\r\n\r\n`;

describe('an aws-chunked body', () => {
  it('is put together, its trailers become headers, and its own coding goes', () => {
    const decoded = decodeAwsChunked(request(chunks, { ...unsigned, 'content-encoding': 'gzip,aws-chunked' }), undefined, undefined);
    expect(Buffer.from(decoded.body).toString()).toBe('hello world');
    expect(decoded.headers).toMatchObject({ 'content-encoding': 'gzip', 'content-length': '11', 'x-amz-checksum-crc32': crc32 });
  });

  it('is left alone where it is none', () => {
    const plain = { ...request('hello', {}), headers: {} };
    expect(decodeAwsChunked(plain, undefined, undefined)).toBe(plain);
  });

  it('is known by its payload hash alone: Content-Encoding may name the coding without it', () => {
    const named = request('hello', { 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' });
    expect(decodeAwsChunked(named, undefined, undefined)).toBe(named);
  });

  it.each([
    ['a trailing checksum of other bytes', chunks.replace(crc32, 'AAAAAA=='), 'BadDigest'],
    ['a last chunk that is missing', chunks.slice(0, 12), 'IncompleteBody'],
    ['fewer bytes than were announced', '5\r\nhello\r\n0\r\n\r\n', 'IncompleteBody'],
    ['a size that is no number', 'zz\r\nhello\r\n0\r\n\r\n', 'IncompleteBody'],
  ])('with %s is refused', (_what, body, code) => {
    expect(() => decodeAwsChunked(request(body, unsigned), undefined, undefined)).toThrow(expect.objectContaining({ code }));
  });
});

/**
 * The worked example of AWS's page "Signature calculations for the Authorization header: transferring payload in multiple chunks":
 * 65 KiB and 1 KiB of the letter a, with the page's key, date and signatures.
 */
const example: SignatureFields = {
  place: 'header',
  accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
  date: '20130524',
  region: 'us-east-1',
  service: 's3',
  signedHeaders: [],
  signature: '4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9',
  timestamp: '20130524T000000Z',
  sessionToken: undefined,
  expiresSeconds: undefined,
};
const exampleSecret = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';
const exampleSignatures: readonly string[] = [
  'ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648',
  '0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497',
  'b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9',
];

function exampleBody(signatures: readonly string[], extra = ''): string {
  const [first, second, last] = signatures;
  return (
    `10000;chunk-signature=${first}\r\n${'a'.repeat(65_536)}\r\n` +
    `400;chunk-signature=${second}\r\n${'a'.repeat(1024)}\r\n0;chunk-signature=${last}\r\n${extra}\r\n`
  );
}

describe('a body with signed chunks', () => {
  const signed = { 'x-amz-content-sha256': 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD', 'x-amz-decoded-content-length': '66560' };

  it('is accepted with the signatures of AWS’s own example', () => {
    const decoded = decodeAwsChunked(request(exampleBody(exampleSignatures), signed), example, exampleSecret);
    expect(decoded.body.byteLength).toBe(66_560);
  });

  it.each([0, 1, 2])('is refused where the signature of chunk %i is wrong', (index) => {
    const wrong = exampleSignatures.with(index, '0'.repeat(64));
    expect(() => decodeAwsChunked(request(exampleBody(wrong), signed), example, exampleSecret)).toThrow(
      expect.objectContaining({ code: 'SignatureDoesNotMatch' }),
    );
  });

  it.each([
    ['its trailer signed', trailerSignature(), 'accepted'],
    ['its trailer signed wrongly', '0'.repeat(64), 'SignatureDoesNotMatch'],
  ])('with %s is %s', (_what, signature, expected) => {
    const trailers = `x-amz-checksum-crc32:${exampleCrc32}\r\nx-amz-trailer-signature:${signature}\r\n`;
    const withTrailer = { ...signed, 'x-amz-content-sha256': 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER' };
    const outcome = (): string => {
      try {
        decodeAwsChunked(request(exampleBody(exampleSignatures, trailers), withTrailer), example, exampleSecret);
        return 'accepted';
      } catch (error) {
        return error instanceof Error && 'code' in error ? String(error.code) : String(error);
      }
    };
    expect(outcome()).toBe(expected);
  });
});

const exampleCrc32 = checksumBase64('crc32', Buffer.alloc(66_560, 'a'));

function trailerSignature(): string {
  const hmac = (key: string | Buffer, data: string): Buffer => createHmac('sha256', key).update(data).digest();
  const key = ['us-east-1', 's3', 'aws4_request'].reduce<Buffer>(hmac, hmac(`AWS4${exampleSecret}`, '20130524'));
  const crc = checksumBase64('crc32', Buffer.alloc(66_560, 'a'));
  const trailer = createHash('sha256').update(`x-amz-checksum-crc32:${crc}\n`).digest('hex');
  const text = `AWS4-HMAC-SHA256-TRAILER\n20130524T000000Z\n20130524/us-east-1/s3/aws4_request\n${exampleSignatures[2]}\n${trailer}`;
  return hmac(key, text).toString('hex');
}

import { AwsError } from '../kernel/aws-error.ts';
import { checksumBase64, checksumBytes, isChecksumAlgorithm } from '../kernel/checksum.ts';
import type { HttpRequest } from '../kernel/context.ts';
import { NotImplemented } from '../kernel/not-implemented.ts';
import type { OperationModel } from '../schema/service-model.ts';

/**
 * Holds an S3 request's body to the digests in its headers, Content-MD5 and x-amz-checksum-*. Operations for which such a header says
 * something of an object (PutObject, UploadPart, CompleteMultipartUpload) have it as an input member and check it themselves.
 * Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity-upload.html
 * @throws AwsError InvalidDigest, InvalidRequest or BadDigest; NotImplemented for a checksum that is not computed here.
 */
export function checkBodyDigests({ input }: OperationModel, { headers, body }: HttpRequest): void {
  const isStream = input.members.some(({ location, schema }) => location === 'payload' && schema.isBlobSchema());
  const md5 = headers['content-md5'];
  if (md5 !== undefined && !isStream) checkMd5(md5, body);
  if (input.byName.has('ChecksumCRC32')) return;
  for (const name in headers) {
    if (!name.startsWith(prefix)) continue;
    const algorithm = name.slice(prefix.length);
    if (isChecksumAlgorithm(algorithm)) checkChecksum(algorithm, headers[name] ?? '', body);
    else if (!aboutChecksums.has(algorithm)) throw new NotImplemented(`The header ${name}`);
  }
}

const prefix = 'x-amz-checksum-';
/** What else is said under that prefix. */
const aboutChecksums = new Set(['algorithm', 'mode', 'type']);

function checkMd5(said: string, body: Uint8Array): void {
  const ExpectedDigest = Buffer.from(said, 'base64');
  if (ExpectedDigest.byteLength !== 16) {
    throw new AwsError('InvalidDigest', 'The Content-MD5 you specified was invalid.', 400, { 'Content-MD5': said });
  }
  const calculated = checksumBytes('md5', body);
  if (ExpectedDigest.equals(calculated)) return;
  throw new AwsError('BadDigest', 'The Content-MD5 you specified did not match what we received.', 400, {
    ExpectedDigest: ExpectedDigest.toString('hex'),
    CalculatedDigest: calculated.toString('base64'),
  });
}

function checkChecksum(algorithm: Parameters<typeof checksumBase64>[0], said: string, body: Uint8Array): void {
  const calculated = checksumBase64(algorithm, body);
  if (said === calculated) return;
  if (Buffer.from(said, 'base64').toString('base64') !== said || said.length !== calculated.length) {
    throw new AwsError('InvalidRequest', `Value for ${prefix}${algorithm} header is invalid.`, 400);
  }
  throw new AwsError('BadDigest', `The ${algorithm.toUpperCase()} you specified did not match the calculated checksum.`, 400);
}

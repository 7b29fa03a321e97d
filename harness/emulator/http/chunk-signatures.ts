import { authError } from './auth-errors.ts';
import { sha256Hex } from './canonical-request.ts';
import type { Chunks } from './chunk-reader.ts';
import type { SignatureFields } from './signature-fields.ts';
import { stringToSign } from './signature.ts';
import { hmac, signingKey } from './signing-key.ts';

/**
 * Each chunk's signature covers the one before; the first goes on from the request's. Source: "Signature calculations for the
 * Authorization header: transferring payload in multiple chunks", S3 API reference.
 * @throws AwsError SignatureDoesNotMatch.
 */
export function checkChunkSignatures(
  { data, lastSignature, trailers }: Chunks,
  fields: SignatureFields,
  secretAccessKey: string,
  hasTrailer: boolean,
): void {
  const key = signingKey(secretAccessKey, fields.date, fields.region, fields.service);
  const sign = (algorithm: string, ...rest: readonly string[]): string =>
    hmac(key, stringToSign(algorithm, fields, ...rest)).toString('hex');
  let previous = fields.signature;
  for (const { bytes, signature } of [...data, { bytes: new Uint8Array(), signature: lastSignature }]) {
    previous = sign('AWS4-HMAC-SHA256-PAYLOAD', previous, emptySha256, sha256Hex(bytes));
    if (signature !== previous) throw authError('rest-xml', 'wrong-signature');
  }
  if (!hasTrailer) return;
  const signed = trailers.filter(([name]) => name !== 'x-amz-trailer-signature').map(([name, value]) => `${name}:${value}\n`);
  const given = trailers.find(([name]) => name === 'x-amz-trailer-signature')?.[1];
  if (given !== sign('AWS4-HMAC-SHA256-TRAILER', previous, sha256Hex(signed.join('')))) throw authError('rest-xml', 'wrong-signature');
}

const emptySha256 = sha256Hex('');

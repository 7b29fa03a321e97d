import { AwsError } from '../kernel/aws-error.ts';
import { checksumBase64, isChecksumAlgorithm } from '../kernel/checksum.ts';
import type { HttpRequest } from '../kernel/context.ts';
import { readChunks } from './chunk-reader.ts';
import type { Chunks } from './chunk-reader.ts';
import { checkChunkSignatures } from './chunk-signatures.ts';
import type { SignatureFields } from './signature-fields.ts';

/**
 * Undoes the aws-chunked coding: the body as it is meant, and its trailers as if they had been headers.
 * `secretAccessKey` absent: the chunks' signatures go unchecked (credentials open).
 * @throws AwsError where a chunk is malformed, not signed as it says, or a trailing checksum is wrong.
 */
export function decodeAwsChunked(
  request: HttpRequest,
  fields: SignatureFields | undefined,
  secretAccessKey: string | undefined,
): HttpRequest {
  const coding = request.headers['x-amz-content-sha256'] ?? '';
  // Content-Encoding may name aws-chunked without there being a chunk: the payload's hash says how the body came.
  if (!coding.startsWith('STREAMING-')) return request;
  const chunks = readChunks(request.body);
  if (coding.startsWith('STREAMING-AWS4-HMAC-SHA256-PAYLOAD') && fields !== undefined && secretAccessKey !== undefined) {
    checkChunkSignatures(chunks, fields, secretAccessKey, coding.endsWith('-TRAILER'));
  }
  const body = Buffer.concat(chunks.data.map(({ bytes }) => bytes));
  checkLength(request, body);
  checkTrailers(chunks, body);
  return { ...request, body, headers: decodedHeaders(request.headers, chunks, body.byteLength) };
}

function checkLength({ headers }: HttpRequest, body: Uint8Array): void {
  const said = headers['x-amz-decoded-content-length'];
  if (said !== undefined && Number(said) !== body.byteLength) {
    throw new AwsError('IncompleteBody', 'You did not provide the number of bytes specified by the Content-Length HTTP header', 400);
  }
}

function checkTrailers({ trailers }: Chunks, body: Uint8Array): void {
  for (const [name, value] of trailers) {
    const algorithm = name.replace('x-amz-checksum-', '');
    if (algorithm === name || !isChecksumAlgorithm(algorithm)) continue;
    if (checksumBase64(algorithm, body) !== value) {
      throw new AwsError('BadDigest', `The ${algorithm.toUpperCase()} you specified did not match the calculated checksum.`, 400);
    }
  }
}

function decodedHeaders(headers: HttpRequest['headers'], { trailers }: Chunks, length: number): HttpRequest['headers'] {
  const { 'content-encoding': encoding = '', ...rest } = headers;
  const kept = encoding
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== 'aws-chunked' && part !== '');
  return {
    ...rest,
    ...(kept.length === 0 ? {} : { 'content-encoding': kept.join(',') }),
    ...Object.fromEntries(trailers.filter(([name]) => name !== 'x-amz-trailer-signature')),
    'content-length': String(length),
  };
}

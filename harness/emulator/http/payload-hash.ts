import { AwsError } from '../kernel/aws-error.ts';
import type { HttpRequest } from '../kernel/context.ts';
import type { WireProtocol } from '../schema/service-model.ts';
import { sha256Hex } from './canonical-request.ts';
import type { RequestTarget } from './request-target.ts';
import type { SignatureFields } from './signature-fields.ts';

/**
 * The last line of the canonical request. In S3 the client says it in x-amz-content-sha256 (a digest, UNSIGNED-PAYLOAD, STREAMING-…);
 * elsewhere it is the digest of what came.
 * @throws AwsError where S3's header is missing or is not the body's digest.
 */
export function payloadHash(
  { headers, body }: HttpRequest,
  { query }: RequestTarget,
  { place }: SignatureFields,
  protocol: WireProtocol,
): string {
  if (protocol !== 'rest-xml') return sha256Hex(body);
  // The SDK's presigner moves the header into the query.
  const said = query.find(([name]) => name.toLowerCase() === 'x-amz-content-sha256')?.[1] ?? headers['x-amz-content-sha256'];
  if (said === undefined) {
    if (place === 'query') return 'UNSIGNED-PAYLOAD';
    throw new AwsError('InvalidRequest', 'Missing required header for this request: x-amz-content-sha256', 400);
  }
  if (said === 'UNSIGNED-PAYLOAD' || said.startsWith('STREAMING-')) return said;
  const computed = sha256Hex(body);
  if (said !== computed) {
    throw new AwsError('XAmzContentSHA256Mismatch', "The provided 'x-amz-content-sha256' header does not match what was computed.", 400, {
      ClientComputedContentSHA256: said,
      S3ComputedContentSHA256: computed,
    });
  }
  return said;
}

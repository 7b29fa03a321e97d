import { timingSafeEqual } from 'node:crypto';
import type { HttpRequest } from '../kernel/context.ts';
import { canonicalRequests, sha256Hex } from './canonical-request.ts';
import type { RequestTarget } from './request-target.ts';
import type { SignatureFields } from './signature-fields.ts';
import { hmac, signingKey } from './signing-key.ts';

/** Whether the request carries the signature that the secret gives. Source: Signature Version 4 in AWS's general reference. */
export function signatureMatches(
  request: HttpRequest,
  target: RequestTarget,
  fields: SignatureFields,
  secretAccessKey: string,
  payloadHash: string,
): boolean {
  const key = signingKey(secretAccessKey, fields.date, fields.region, fields.service);
  const given = Buffer.from(fields.signature, 'hex');
  for (const canonical of canonicalRequests(request, target, fields, payloadHash)) {
    const expected = hmac(key, stringToSign('AWS4-HMAC-SHA256', fields, sha256Hex(canonical)));
    if (given.length === expected.length && timingSafeEqual(given, expected)) return true;
  }
  return false;
}

export function stringToSign(algorithm: string, { timestamp, date, region, service }: SignatureFields, ...rest: readonly string[]): string {
  return [algorithm, timestamp, `${date}/${region}/${service}/aws4_request`, ...rest].join('\n');
}

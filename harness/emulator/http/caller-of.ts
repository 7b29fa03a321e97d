import type { Arrival } from './arrival.ts';
import { authError } from './auth-errors.ts';
import { anonymousCaller, authenticate } from './authenticate.ts';
import type { AuthenticationRules, Caller } from './authenticate.ts';

/**
 * Who sent the request.
 * @throws AwsError where a signature is wrong, or missing where AWS demands one.
 */
export function callerOf(rules: AuthenticationRules, { request, target, signature, service, route }: Arrival): Caller {
  const { protocol, signingName } = service.model;
  if (signature === 'malformed') throw authError(protocol, 'malformed-signature');
  if (signature !== undefined) return authenticate(rules, request, target, signature, protocol);
  if (!mayBeUnsigned(signingName, route.operation)) throw authError(protocol, 'missing-signature');
  return anonymousCaller;
}

/** Operations that AWS lets in without a signature: S3's, where a bucket policy decides, and those that bring a token of their own. */
function mayBeUnsigned(signingName: string, operation: string | undefined): boolean {
  if (signingName === 's3') return operation !== 'ListBuckets';
  // An endpoint visits its SubscribeURL, which holds a token.
  if (signingName === 'sns') return operation === 'ConfirmSubscription';
  return signingName === 'sts' && (operation === 'AssumeRoleWithWebIdentity' || operation === 'AssumeRoleWithSAML');
}

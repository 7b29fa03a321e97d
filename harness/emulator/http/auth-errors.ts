import { AwsError } from '../kernel/aws-error.ts';
import type { WireProtocol } from '../schema/service-model.ts';

/** What can be wrong with a request's credentials. Each protocol's services have their own code, status and sentence for it. */
export type AuthProblem =
  | 'unknown-key'
  | 'wrong-signature'
  | 'expired-token'
  | 'wrong-token'
  | 'missing-signature'
  | 'malformed-signature'
  | 'clock-skew'
  | 'expired-url'
  | 'unsigned-header';

type Answer = readonly [code: string, httpStatus: number, message: string];

const invalidToken = 'The security token included in the request is invalid.';
const wrongSignature =
  'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.';

const s3: Readonly<Record<AuthProblem, Answer>> = {
  'unknown-key': ['InvalidAccessKeyId', 403, 'The AWS Access Key Id you provided does not exist in our records.'],
  'wrong-signature': [
    'SignatureDoesNotMatch',
    403,
    'The request signature we calculated does not match the signature you provided. Check your key and signing method.',
  ],
  'expired-token': ['ExpiredToken', 400, 'The provided token has expired.'],
  'wrong-token': ['InvalidToken', 400, 'The provided token is malformed or otherwise invalid.'],
  'missing-signature': ['AccessDenied', 403, 'Access Denied'],
  'malformed-signature': ['AuthorizationHeaderMalformed', 400, 'The authorization header is malformed.'],
  'clock-skew': ['RequestTimeTooSkewed', 403, 'The difference between the request time and the current time is too large.'],
  'expired-url': ['AccessDenied', 403, 'Request has expired'],
  'unsigned-header': ['AccessDenied', 403, 'There were headers present in the request which were not signed'],
};

const query: Readonly<Record<AuthProblem, Answer>> = {
  'unknown-key': ['InvalidClientTokenId', 403, invalidToken],
  'wrong-signature': ['SignatureDoesNotMatch', 403, wrongSignature],
  'expired-token': ['ExpiredToken', 403, 'The security token included in the request is expired'],
  'wrong-token': ['InvalidClientTokenId', 403, invalidToken],
  'missing-signature': ['MissingAuthenticationToken', 403, 'Request is missing Authentication Token'],
  'malformed-signature': ['IncompleteSignature', 400, 'The request signature does not conform to AWS standards.'],
  'clock-skew': [
    'SignatureDoesNotMatch',
    403,
    "Signature expired or not yet current: the request's time is more than 15 minutes from the current time.",
  ],
  'expired-url': ['SignatureDoesNotMatch', 403, 'Signature expired.'],
  'unsigned-header': ['SignatureDoesNotMatch', 403, wrongSignature],
};

const json: Readonly<Record<AuthProblem, Answer>> = {
  'unknown-key': ['UnrecognizedClientException', 400, invalidToken],
  'wrong-signature': ['InvalidSignatureException', 400, wrongSignature],
  'expired-token': ['ExpiredTokenException', 400, 'The security token included in the request is expired'],
  'wrong-token': ['UnrecognizedClientException', 400, invalidToken],
  'missing-signature': ['MissingAuthenticationTokenException', 400, 'Missing Authentication Token'],
  'malformed-signature': ['IncompleteSignatureException', 400, 'The request signature does not conform to AWS standards.'],
  'clock-skew': [
    'InvalidSignatureException',
    400,
    "Signature expired or not yet current: the request's time is more than 15 minutes from the current time.",
  ],
  'expired-url': ['InvalidSignatureException', 400, 'Signature expired.'],
  'unsigned-header': ['InvalidSignatureException', 400, wrongSignature],
};

export function authError(protocol: WireProtocol, problem: AuthProblem, members: Readonly<Record<string, unknown>> = {}): AwsError {
  if (protocol === 'rest-xml') {
    const [code, status, message] = s3[problem];
    return new AwsError(code, message, status, members);
  }
  const [code, status, message] = protocol === 'query' ? query[problem] : json[problem];
  // API-Gateway-fronted services (Lambda) answer the same codes with 403.
  return new AwsError(code, message, protocol === 'rest-json' ? 403 : status);
}

import type { Principal } from '../accounts/principal.ts';
import type { HttpRequest } from '../kernel/context.ts';
import { authError } from './auth-errors.ts';
import { authenticate } from './authenticate.ts';
import type { AuthenticationRules } from './authenticate.ts';
import { requestTarget } from './request-target.ts';
import { signatureFields } from './signature-fields.ts';

/**
 * Who signed a request to a listener of a service (a function URL); anonymous where nobody did.
 * @throws AwsError where the signature is wrong or was made for another service.
 */
export function hostAuthenticate(rules: AuthenticationRules, request: HttpRequest, service: string): Principal {
  const target = requestTarget(request.url);
  const fields = signatureFields(request, target);
  if (fields === undefined) return { kind: 'anonymous' };
  if (fields === 'malformed' || fields.service !== service) throw authError('rest-json', 'malformed-signature');
  return authenticate(rules, request, target, fields, 'rest-json').principal;
}

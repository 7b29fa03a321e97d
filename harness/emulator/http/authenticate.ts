import type { Credentials, IssuedKey } from '../accounts/credentials.ts';
import type { Principal } from '../accounts/principal.ts';
import { rootPrincipal } from '../accounts/root-principal.ts';
import type { HttpRequest } from '../kernel/context.ts';
import type { WireProtocol } from '../schema/service-model.ts';
import { authError } from './auth-errors.ts';
import { payloadHash } from './payload-hash.ts';
import type { RequestTarget } from './request-target.ts';
import type { SignatureFields } from './signature-fields.ts';
import { signatureMatches } from './signature.ts';

export type CredentialMode = 'checked' | 'open';

export interface AuthenticationRules {
  readonly credentials: Credentials;
  readonly mode: CredentialMode;
  /** The emulator's clock: what temporary credentials expire by. */
  readonly now: () => Date;
  /** The machine's clock: what requests are signed by. */
  readonly wallClock: () => Date;
}

export interface Caller {
  readonly principal: Principal;
  /** Absent for an anonymous caller. */
  readonly accessKeyId?: string;
  /** The secret that signed, for the signatures of a chunked body. Absent where signatures go unchecked. */
  readonly secretAccessKey?: string;
}

export const anonymousCaller: Caller = { principal: { kind: 'anonymous' } };

/**
 * Who signed the request.
 * @throws AwsError as the service answers it.
 */
export function authenticate(
  rules: AuthenticationRules,
  request: HttpRequest,
  target: RequestTarget,
  fields: SignatureFields,
  protocol: WireProtocol,
): Caller {
  const key = rules.credentials.lookup(fields.accessKeyId);
  if (rules.mode === 'open') return openCaller(fields.accessKeyId, key);
  if (key === undefined || key.inactive === true) throw authError(protocol, 'unknown-key', { AWSAccessKeyId: fields.accessKeyId });
  checkTime(rules, fields, protocol);
  checkToken(rules, key, fields, protocol);
  checkSignedHeaders(request, fields, protocol);
  const hash = payloadHash(request, target, fields, protocol);
  if (!signatureMatches(request, target, fields, key.secretAccessKey, hash)) {
    throw authError(protocol, 'wrong-signature', { AWSAccessKeyId: fields.accessKeyId, SignatureProvided: fields.signature });
  }
  return { principal: key.principal, accessKeyId: key.accessKeyId, secretAccessKey: key.secretAccessKey };
}

/** Other emulators' convention: twelve digits are that account's root, anything else account 000000000000's; keys issued here keep their meaning. */
function openCaller(accessKeyId: string, key: IssuedKey | undefined): Caller {
  if (key !== undefined) return { principal: key.principal, accessKeyId };
  return { principal: rootPrincipal(/^\d{12}$/.test(accessKeyId) ? accessKeyId : '000000000000'), accessKeyId };
}

const allowedSkewMs = 15 * 60_000;

function checkTime({ wallClock }: AuthenticationRules, fields: SignatureFields, protocol: WireProtocol): void {
  const signedAt = parseTimestamp(fields.timestamp);
  if (signedAt === undefined || !fields.timestamp.startsWith(fields.date)) throw authError(protocol, 'malformed-signature');
  const ageMs = wallClock().getTime() - signedAt;
  if (fields.expiresSeconds === undefined) {
    if (Math.abs(ageMs) > allowedSkewMs) throw authError(protocol, 'clock-skew');
    return;
  }
  const { expiresSeconds } = fields;
  if (!(expiresSeconds >= 0 && expiresSeconds <= 604_800)) throw authError(protocol, 'malformed-signature');
  if (ageMs < -allowedSkewMs) throw authError(protocol, 'clock-skew');
  if (ageMs > expiresSeconds * 1000) throw authError(protocol, 'expired-url');
}

function parseTimestamp(timestamp: string): number | undefined {
  const iso = timestamp.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z');
  const at = iso === timestamp ? Number.NaN : Date.parse(iso);
  return Number.isNaN(at) ? undefined : at;
}

function checkToken({ now }: AuthenticationRules, key: IssuedKey, fields: SignatureFields, protocol: WireProtocol): void {
  if (key.sessionToken !== fields.sessionToken) throw authError(protocol, 'wrong-token');
  if (key.expiresAt !== undefined && key.expiresAt <= now()) throw authError(protocol, 'expired-token');
}

/** The host is always signed; S3 also refuses x-amz- headers that somebody added. */
function checkSignedHeaders({ headers }: HttpRequest, { signedHeaders }: SignatureFields, protocol: WireProtocol): void {
  const signed = new Set(signedHeaders);
  if (!signed.has('host')) throw authError(protocol, 'malformed-signature');
  if (protocol !== 'rest-xml') return;
  const unsigned = Object.keys(headers).filter((name) => name.startsWith('x-amz-') && name !== 'x-amz-content-sha256' && !signed.has(name));
  if (unsigned.length > 0) throw authError(protocol, 'unsigned-header', { HeadersNotSigned: unsigned.join(', ') });
}

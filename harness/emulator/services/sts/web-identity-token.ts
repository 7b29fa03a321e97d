import { createLocalJWKSet, decodeJwt, decodeProtectedHeader, errors, jwtVerify } from 'jose';
import type { JSONWebKeySet, JWTPayload, JWTVerifyResult } from 'jose';
import type { OidcProviderRow } from '../../accounts/oidc-providers.ts';
import { expiredToken, invalidIdentityToken } from './errors.ts';
import { noKey } from './issuer-keys.ts';
import type { IssuerKeys } from './issuer-keys.ts';

/** A token's claims, once its issuer's signature vouches for them. Instants are seconds since 1970. */
export interface WebIdentity {
  readonly issuer: string;
  readonly subject: string;
  readonly audiences: readonly string[];
  readonly claims: JWTPayload;
}

/** Those that AWS takes. Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_create_oidc.html */
const algorithms = ['RS256', 'RS384', 'RS512', 'ES256', 'ES384', 'ES512'];

/** Who the token claims to be from, before anything of it is believed. */
export function claimedIssuer(token: string): string {
  const { iss } = asInvalid(
    () => decodeJwt(token),
    'The ID Token provided is not a valid JWT. (You may see this error if you sent an Access Token)',
  );
  if (typeof iss !== 'string') throw invalidIdentityToken('Missing a required claim: iss');
  return iss;
}

/**
 * Checks signature, instants and audience of a token of `provider`, by the emulator's clock `now`.
 * @throws AwsError InvalidIdentityToken, ExpiredTokenException, IDPCommunicationError.
 */
export async function verifyToken(token: string, provider: OidcProviderRow, keys: IssuerKeys, now: Date): Promise<WebIdentity> {
  const issuer = claimedIssuer(token);
  const { payload } = await verifySignature(token, await keysFor(token, issuer, keys, now), now);
  const { sub, exp, iat, aud } = payload;
  for (const [claim, value] of Object.entries({ sub, exp, iat, aud })) {
    if (value === undefined) throw invalidIdentityToken(`Missing a required claim: ${claim}`);
  }
  if ((iat ?? 0) > Math.floor(now.getTime() / 1000)) throw invalidIdentityToken('Token issue time is in the future');
  const audiences = [aud ?? []].flat();
  if (!audiences.some((audience) => provider.clientIds.includes(audience))) throw invalidIdentityToken('Incorrect token audience');
  return { issuer, subject: sub ?? '', audiences, claims: payload };
}

/** An issuer may have new keys: one that is not known yet is asked for. */
async function keysFor(token: string, issuer: string, keys: IssuerKeys, now: Date): Promise<JSONWebKeySet> {
  const { kid } = asInvalid(() => decodeProtectedHeader(token), 'The ID Token provided is not a valid JWT.');
  const known = await keys.of(issuer, now, false);
  return known.keys.some((key) => key.kid === kid) ? known : keys.of(issuer, now, true);
}

async function verifySignature(token: string, keys: JSONWebKeySet, now: Date): Promise<JWTVerifyResult> {
  try {
    return await jwtVerify(token, createLocalJWKSet(keys), { algorithms, currentDate: now });
  } catch (problem) {
    if (problem instanceof errors.JWTExpired) throw expiredToken(expiredSentence(problem.payload.exp ?? 0, now));
    if (problem instanceof errors.JWKSNoMatchingKey || problem instanceof errors.JWKSMultipleMatchingKeys) throw noKey();
    if (problem instanceof errors.JOSEError || problem instanceof TypeError) {
      throw invalidIdentityToken(`The ID Token provided is not a valid JWT: ${problem.message}`);
    }
    throw problem;
  }
}

const expiredSentence = (exp: number, now: Date): string =>
  `Token expired: current date/time ${String(Math.floor(now.getTime() / 1000))} must be before the expiration date/time ${String(exp)}`;

function asInvalid<T>(read: () => T, sentence: string): T {
  try {
    return read();
  } catch (problem) {
    if (problem instanceof errors.JOSEError || problem instanceof TypeError) throw invalidIdentityToken(sentence);
    throw problem;
  }
}

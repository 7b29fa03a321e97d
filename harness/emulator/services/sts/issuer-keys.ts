import type { JSONWebKeySet } from 'jose';
import { invalidIdentityToken } from './errors.ts';
import { fetchFromLoopback } from './fetch-from-loopback.ts';

const keptForMs = 60_000;

/** The public keys of issuers, found as OpenID Connect Discovery says and kept for a minute of the emulator's clock. */
export class IssuerKeys {
  readonly #kept = new Map<string, { readonly fetchedAtMs: number; readonly keys: JSONWebKeySet }>();

  /**
   * `fresh`: asks the issuer though its keys are known, because a token names another.
   * @throws AwsError IDPCommunicationError where the issuer can't be asked, InvalidIdentityToken where its answer is of no use.
   */
  async of(issuer: string, now: Date, fresh: boolean): Promise<JSONWebKeySet> {
    const kept = this.#kept.get(issuer);
    const ageMs = kept === undefined ? Infinity : now.getTime() - kept.fetchedAtMs;
    if (kept !== undefined && !fresh && ageMs >= 0 && ageMs < keptForMs) return kept.keys;
    const keys = await fetchKeys(issuer);
    this.#kept.set(issuer, { fetchedAtMs: now.getTime(), keys });
    return keys;
  }
}

async function fetchKeys(issuer: string): Promise<JSONWebKeySet> {
  const discovery = record(await fetchFromLoopback(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`));
  if (discovery['issuer'] !== issuer || typeof discovery['jwks_uri'] !== 'string') throw noKey();
  const { keys } = record(await fetchFromLoopback(discovery['jwks_uri']));
  if (!Array.isArray(keys) || keys.some((key) => typeof key !== 'object' || key === null)) throw noKey();
  return { keys: keys as JSONWebKeySet['keys'] };
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw noKey();
  return value as Readonly<Record<string, unknown>>;
}

/** AWS's sentence for all that is wrong with what an issuer publishes. */
export const noKey = (): Error =>
  invalidIdentityToken(
    "Couldn't retrieve verification key from your identity provider,  please reference AssumeRoleWithWebIdentity documentation for requirements",
  );

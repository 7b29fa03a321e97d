import { createRemoteJWKSet, jwtVerify } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Issuer, startIssuer } from './issuer.ts';

const now = new Date('2026-11-21T10:00:00Z');
let issuer: Issuer;

beforeAll(async () => {
  issuer = await startIssuer(() => now);
});
afterAll(() => issuer[Symbol.asyncDispose]());

async function read(path: string): Promise<{ readonly status: number; readonly body: unknown }> {
  const response = await fetch(`${issuer.url}${path}`);
  return { status: response.status, body: await response.json() };
}

describe('the issuer', () => {
  it('is found where OpenID Connect Discovery says', async () => {
    expect(await read('/.well-known/openid-configuration')).toMatchObject({
      status: 200,
      body: { issuer: issuer.url, jwks_uri: `${issuer.url}/keys`, id_token_signing_alg_values_supported: ['ES256'] },
    });
  });

  it('vouches for a subject and an audience for five minutes', async () => {
    const token = await issuer.token('repo:payments:environment:uat', 'sts.amazonaws.com');
    const keys = createRemoteJWKSet(new URL(`${issuer.url}/keys`));
    const { payload } = await jwtVerify(token, keys, { issuer: issuer.url, audience: 'sts.amazonaws.com', currentDate: now });
    expect(payload.sub).toBe('repo:payments:environment:uat');
    expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(300);
    const later = new Date(now.getTime() + 300_000);
    await expect(jwtVerify(token, keys, { currentDate: later })).rejects.toThrow('"exp" claim timestamp check failed');
  });

  it('publishes no private key, and nothing else', async () => {
    const { body } = await read('/keys');
    expect(Object.keys((body as { readonly keys: readonly object[] }).keys[0] ?? {})).not.toContain('d');
    expect(await read('/')).toMatchObject({ status: 404 });
  });
});

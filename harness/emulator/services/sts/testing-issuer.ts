import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import type { CryptoKey, JWK, JWTPayload } from 'jose';

/** An OpenID Connect provider on this machine, for tests. */
export interface TestingIssuer extends AsyncDisposable {
  readonly url: string;
  /** How often its keys were fetched. */
  fetches(): number;
  /** From now on it signs with a new key and publishes only that. */
  rotate(): Promise<void>;
  /** Overwrites what it publishes at a path; undefined takes that back. */
  publish(path: string, body: string | undefined): void;
  token(claims: JWTPayload): Promise<string>;
  /** Signs with a key that it never published. */
  forged(claims: JWTPayload): Promise<string>;
}

interface Key {
  readonly kid: string;
  readonly privateKey: CryptoKey;
  readonly jwk: JWK;
}

export async function startTestingIssuer(path = ''): Promise<TestingIssuer> {
  let key = await newKey(1);
  let made = 1;
  let fetched = 0;
  const published = new Map<string, string>();
  const server = createServer((request, response) => {
    if (request.url === '/keys') fetched += 1;
    const body = published.get(request.url ?? '') ?? documents()[request.url ?? ''];
    response.writeHead(body === undefined ? 404 : 200, { 'content-type': 'application/json' }).end(body);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const origin = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  const url = `${origin}${path}`;
  const documents = (): Readonly<Record<string, string>> => ({
    [`${path}/.well-known/openid-configuration`]: JSON.stringify({ issuer: url, jwks_uri: `${origin}/keys` }),
    '/keys': JSON.stringify({ keys: [key.jwk] }),
  });
  const sign = ({ kid, privateKey }: Key, claims: JWTPayload): Promise<string> =>
    new SignJWT({ iss: url, ...claims }).setProtectedHeader({ alg: 'RS256', kid }).sign(privateKey);
  return {
    url,
    fetches: () => fetched,
    rotate: async () => void (key = await newKey((made += 1))),
    publish: (at, body) => void (body === undefined ? published.delete(at) : published.set(at, body)),
    token: (claims) => sign(key, claims),
    forged: async (claims) => sign({ ...(await newKey(0)), kid: key.kid }, claims),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

async function newKey(number: number): Promise<Key> {
  const kid = `key-${String(number)}`;
  const { publicKey, privateKey } = await generateKeyPair('RS256');
  return { kid, privateKey, jwk: { ...(await exportJWK(publicKey)), kid, use: 'sig', alg: 'RS256' } };
}

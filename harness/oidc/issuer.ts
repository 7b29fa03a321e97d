import { randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type CryptoKey, exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose';

/** Vouches for who does what in the pipeline, for minutes at a time. */
export interface Issuer extends AsyncDisposable {
  /** `http://127.0.0.1:PORT`, the `iss` of its tokens. */
  readonly url: string;
  /** A token that says who bears it (`sub`) and whom it is for (`aud`); good for five minutes. */
  token(subject: string, audience: string): Promise<string>;
}

const goodForSeconds = 300;

/**
 * Listens on a free port of 127.0.0.1 with a key of its own, which never leaves this process. Its discovery document and keys are where OpenID
 * Connect Discovery 1.0 says: https://openid.net/specs/openid-connect-discovery-1_0.html
 */
export async function startIssuer(clock: () => Date = () => new Date()): Promise<Issuer> {
  const { publicKey, privateKey } = await generateKeyPair('ES256');
  const kid = randomUUID();
  const server = await listen({ ...(await exportJWK(publicKey)), kid, use: 'sig', alg: 'ES256' });
  // Nobody waits for it to end: a harness that is done ends though its issuer still listens.
  server.unref();
  const url = urlOf(server);
  return {
    url,
    token: (subject, audience) => sign({ url, subject, audience, kid, privateKey, now: clock() }),
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

async function sign(of: {
  readonly url: string;
  readonly subject: string;
  readonly audience: string;
  readonly kid: string;
  readonly privateKey: CryptoKey;
  readonly now: Date;
}): Promise<string> {
  // A second in the past: who checks it may round down.
  const issuedAt = Math.floor(of.now.getTime() / 1000) - 1;
  return await new SignJWT({})
    .setProtectedHeader({ alg: 'ES256', kid: of.kid })
    .setIssuer(of.url)
    .setSubject(of.subject)
    .setAudience(of.audience)
    .setJti(randomUUID())
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + goodForSeconds)
    .sign(of.privateKey);
}

async function listen(key: JWK): Promise<Server> {
  const server = createServer((request, response) => {
    const document = documentAt(request.url ?? '', key, server);
    response.statusCode = document === undefined ? 404 : 200;
    response.setHeader('content-type', 'application/json').end(JSON.stringify(document ?? { error: 'not found' }));
  });
  await new Promise<void>((done, refused) => {
    server.once('error', refused);
    server.listen(0, '127.0.0.1', done);
  });
  return server;
}

function documentAt(path: string, key: JWK, server: Server): object | undefined {
  const issuer = urlOf(server);
  if (path === '/keys') return { keys: [key] };
  if (path !== '/.well-known/openid-configuration') return undefined;
  return {
    issuer,
    jwks_uri: `${issuer}/keys`,
    response_types_supported: ['id_token'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['ES256'],
    claims_supported: ['iss', 'sub', 'aud', 'exp', 'iat', 'jti'],
  };
}

function urlOf(server: Server): string {
  return `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
}

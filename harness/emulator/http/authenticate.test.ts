import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Credentials } from '../accounts/credentials.ts';
import type { IssuedKey } from '../accounts/credentials.ts';
import { rootPrincipal } from '../accounts/root-principal.ts';
import { openStateStore } from '../accounts/state-store.ts';
import type { StateStore } from '../accounts/state.ts';
import type { HttpRequest } from '../kernel/context.ts';
import type { WireProtocol } from '../schema/service-model.ts';
import { authenticate } from './authenticate.ts';
import type { CredentialMode } from './authenticate.ts';
import { requestTarget } from './request-target.ts';
import { signatureFields } from './signature-fields.ts';
import { signedTestRequest } from './testing-signer.ts';
import type { TestRequest, TestSigning } from './testing-signer.ts';

const at = new Date('2026-11-21T12:00:00Z');
const minutes = (n: number): Date => new Date(at.getTime() + n * 60_000);
const directory = mkdtempSync(join(tmpdir(), 'authenticate-'));
let state: StateStore;
let credentials: Credentials;
let key: IssuedKey;

beforeAll(() => {
  state = openStateStore(directory);
  credentials = new Credentials(state);
  key = credentials.rootKey('111122223333');
});
afterAll(() => {
  state[Symbol.dispose]();
  rmSync(directory, { recursive: true, force: true });
});

function who(
  request: HttpRequest,
  protocol: WireProtocol,
  { mode = 'checked', now = at, wallClock = at }: { mode?: CredentialMode; now?: Date; wallClock?: Date } = {},
): string {
  const target = requestTarget(request.url);
  const fields = signatureFields(request, target);
  if (fields === undefined || fields === 'malformed') throw new Error(`no signature: ${fields ?? 'none'}`);
  const { principal } = authenticate({ credentials, mode, now: () => now, wallClock: () => wallClock }, request, target, fields, protocol);
  return 'arn' in principal ? principal.arn : principal.kind;
}

const sign = async (request: TestRequest, more: Partial<TestSigning> = {}): Promise<HttpRequest> =>
  signedTestRequest(request, { credentials: key, service: 's3', at, ...more });

describe('a signed request', () => {
  it.each<[string, TestRequest, Partial<TestSigning>]>([
    ['with a plain path', { path: '/bucket/key' }, {}],
    ['with a key that needs encoding', { path: `/bucket/${encodeURIComponent("a b+c(1)!*'é")}` }, {}],
    ['with a doubled and a trailing slash', { path: '/bucket//a//b/' }, {}],
    ['with a query that needs sorting and encoding', { query: { prefix: 'a b/+é', 'list-type': '2', delimiter: '/' } }, {}],
    ['with a body', { method: 'PUT', path: '/bucket/key', body: 'hello' }, {}],
    ['with an unsigned payload', { method: 'PUT', body: 'hello', headers: { 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' } }, {}],
    ['with spaces in a header', { headers: { 'x-amz-meta-a': '  two   spaces ' } }, {}],
    ['as a presigned URL', { path: '/bucket/key' }, { presignSeconds: 60 }],
    [
      'of another service, with an ARN in its path',
      { path: `/2015-03-31/functions/${encodeURIComponent('arn:aws:lambda:eu-central-1:1:function:f')}` },
      { service: 'lambda' },
    ],
    ['of another service, with a form', { method: 'POST', body: 'Action=GetCallerIdentity&Version=2011-06-15' }, { service: 'sts' }],
  ])('%s is its signer’s', async (_sentence, request, signing) => {
    const protocol = signing.service === undefined ? 'rest-xml' : 'query';
    expect(who(await sign(request, signing), protocol)).toBe('arn:aws:iam::111122223333:root');
  });

  it('of a session is the session’s while its token is there and has not expired', async () => {
    const session = credentials.issue(rootPrincipal('444455556666'), { sessionToken: true, expiresAt: minutes(15) });
    const { sessionToken: _withheld, ...withoutToken } = session;
    expect(who(await sign({}, { credentials: session }), 'rest-xml')).toBe('arn:aws:iam::444455556666:root');
    const late = await sign({}, { credentials: session });
    expect(() => who(late, 'rest-xml', { now: minutes(15) })).toThrow('The provided token has expired.');
    const bare = await sign({}, { credentials: withoutToken });
    expect(() => who(bare, 'rest-xml')).toThrow('The provided token is malformed or otherwise invalid.');
  });
});

describe('a wrong request', () => {
  const forged = { accessKeyId: '', secretAccessKey: 'not the secret' };
  const stranger = { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'x' };

  it.each<[WireProtocol, string, string, number]>([
    ['rest-xml', 'SignatureDoesNotMatch', 'InvalidAccessKeyId', 403],
    ['query', 'SignatureDoesNotMatch', 'InvalidClientTokenId', 403],
    ['json-1.1', 'InvalidSignatureException', 'UnrecognizedClientException', 400],
    ['rest-json', 'InvalidSignatureException', 'UnrecognizedClientException', 403],
  ])('is answered as %s has it', async (protocol, wrongSecret, unknownKey, httpStatus) => {
    const service = protocol === 'rest-xml' ? 's3' : 'sts';
    const wrong = await sign({}, { service, credentials: { ...forged, accessKeyId: key.accessKeyId } });
    const unknown = await sign({}, { service, credentials: stranger });
    expect(() => who(wrong, protocol)).toThrow(expect.objectContaining({ code: wrongSecret, httpStatus }));
    expect(() => who(unknown, protocol)).toThrow(expect.objectContaining({ code: unknownKey, httpStatus }));
  });

  it.each<[string, Partial<HttpRequest>, string]>([
    ['another method', { method: 'DELETE' }, 'SignatureDoesNotMatch'],
    ['another path', { url: '/bucket/other' }, 'SignatureDoesNotMatch'],
    ['a query added', { url: '/bucket/key?acl' }, 'SignatureDoesNotMatch'],
    ['another body', { body: Buffer.from('hullo') }, 'XAmzContentSHA256Mismatch'],
  ])('with %s than was signed is refused', async (_what, change, code) => {
    const request = { ...(await sign({ method: 'PUT', path: '/bucket/key', body: 'hello' })), ...change };
    expect(() => who(request, 'rest-xml')).toThrow(expect.objectContaining({ code }));
  });

  it('with an x-amz- header that nobody signed is refused by S3', async () => {
    const request = await sign({});
    const added = { ...request, headers: { ...request.headers, 'x-amz-acl': 'public-read' } };
    expect(() => who(added, 'rest-xml')).toThrow('There were headers present in the request which were not signed');
  });

  it.each([
    [14, true],
    [16, false],
    [-14, true],
    [-16, false],
  ])('signed %i minutes ago is accepted: %s', async (age, accepted) => {
    const request = await sign({});
    const attempt = (): string => who(request, 'rest-xml', { wallClock: minutes(age) });
    const code = accepted ? 'accepted' : 'RequestTimeTooSkewed';
    expect(outcome(attempt)).toBe(code);
  });

  it.each([
    [0, 'accepted'],
    [2, 'AccessDenied'],
    [-16, 'RequestTimeTooSkewed'],
  ])('of a URL presigned for a minute, %i minutes later: %s', async (later, expected) => {
    const request = await sign({ path: '/bucket/key' }, { presignSeconds: 60 });
    expect(outcome(() => who(request, 'rest-xml', { wallClock: minutes(later) }))).toBe(expected);
  });

  it('with a revoked or an inactive key is refused', async () => {
    const spare = credentials.issue(rootPrincipal('444455556666'));
    const request = await sign({}, { credentials: spare });
    credentials.setInactive(spare.accessKeyId, true);
    expect(outcome(() => who(request, 'rest-xml'))).toBe('InvalidAccessKeyId');
    credentials.setInactive(spare.accessKeyId, false);
    expect(outcome(() => who(request, 'rest-xml'))).toBe('accepted');
    credentials.revoke(spare.accessKeyId);
    expect(outcome(() => who(request, 'rest-xml'))).toBe('InvalidAccessKeyId');
  });
});

describe('with credentials open', () => {
  it.each([
    ['222222222222', 'arn:aws:iam::222222222222:root'],
    ['test', 'arn:aws:iam::000000000000:root'],
  ])('the key %s is %s, whatever the signature', async (accessKeyId, arn) => {
    const request = await sign({}, { credentials: { accessKeyId, secretAccessKey: 'anything' } });
    expect(who(request, 'rest-xml', { mode: 'open' })).toBe(arn);
  });
});

function outcome(attempt: () => string): string {
  try {
    attempt();
    return 'accepted';
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : String(error);
  }
}

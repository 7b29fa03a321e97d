import {
  CreateOpenIDConnectProviderCommand,
  CreateRoleCommand,
  IAMClient,
  ListRolesCommand,
  PutRolePolicyCommand,
} from '@aws-sdk/client-iam';
import { AssumeRoleWithWebIdentityCommand, GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import type { AssumeRoleWithWebIdentityCommandInput, AssumeRoleWithWebIdentityCommandOutput } from '@aws-sdk/client-sts';
import type { JWTPayload } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestEmulator, testAccount } from '../../testing.ts';
import type { ClientCredentials, TestEmulator } from '../../testing.ts';
import { service as iam } from '../iam/service.ts';
import { service as sts } from './service.ts';
import { startTestingIssuer } from './testing-issuer.ts';
import type { TestingIssuer } from './testing-issuer.ts';

const clock = new Date('2026-05-01T12:00:00Z');
const nowSeconds = clock.getTime() / 1000;
const main = 'repo:shop/pay:ref:refs/heads/main';

let emulator: TestEmulator;
let issuer: TestingIssuer;
let provider: string;
let made = 0;

beforeAll(async () => {
  emulator = await startTestEmulator({
    clock: () => clock,
    services: { iam: () => Promise.resolve(iam), sts: () => Promise.resolve(sts) },
  });
  issuer = await startTestingIssuer();
  await createProvider(issuer.url);
  provider = issuer.url.replace('http://', '');
});

afterAll(async () => {
  await issuer[Symbol.asyncDispose]();
  await emulator[Symbol.asyncDispose]();
});

const providerArn = (url: string): string => `arn:aws:iam::${testAccount}:oidc-provider/${url.replace(/^https?:\/\//, '')}`;

async function createProvider(Url: string): Promise<void> {
  await emulator.client(IAMClient).send(new CreateOpenIDConnectProviderCommand({ Url, ClientIDList: ['sts.amazonaws.com', 'spare'] }));
}

/** A role that trusts the provider where the condition holds. Gives its ARN. */
async function roleFor(Condition: object, more: object = {}): Promise<string> {
  const statement = {
    Effect: 'Allow',
    Principal: { Federated: providerArn(issuer.url) },
    Action: ['sts:AssumeRoleWithWebIdentity', 'sts:TagSession'],
    Condition,
  };
  const { Role } = await emulator.client(IAMClient).send(
    new CreateRoleCommand({
      RoleName: `role-${String((made += 1))}`,
      AssumeRolePolicyDocument: JSON.stringify({ Version: '2012-10-17', Statement: [{ ...statement, ...more }] }),
    }),
  );
  return Role?.Arn ?? '';
}

const onMain = (): object => ({ StringEquals: { [`${provider}:aud`]: 'sts.amazonaws.com', [`${provider}:sub`]: main } });
const claims = (more: JWTPayload = {}): JWTPayload => ({
  sub: main,
  aud: 'sts.amazonaws.com',
  iat: nowSeconds - 10,
  exp: nowSeconds + 300,
  ...more,
});

/** An STS client that has no credentials at all. */
function nobody(): STSClient {
  return new STSClient({ endpoint: emulator.endpoint, region: 'eu-central-1', maxAttempts: 1 });
}

type Input = AssumeRoleWithWebIdentityCommandInput;

async function take(RoleArn: string, WebIdentityToken: string, more: Partial<Input> = {}): Promise<AssumeRoleWithWebIdentityCommandOutput> {
  const client = nobody();
  try {
    return await client.send(new AssumeRoleWithWebIdentityCommand({ RoleArn, RoleSessionName: 'deploy', WebIdentityToken, ...more }));
  } finally {
    client.destroy();
  }
}

function credentialsOf({ Credentials }: AssumeRoleWithWebIdentityCommandOutput): ClientCredentials {
  const { AccessKeyId: accessKeyId = '', SecretAccessKey: secretAccessKey = '', SessionToken: sessionToken = '' } = Credentials ?? {};
  return { accessKeyId, secretAccessKey, sessionToken };
}

/** `answered`, or the error's name. */
async function outcome(call: Promise<unknown>): Promise<string> {
  try {
    await call;
    return 'answered';
  } catch (thrown) {
    return thrown instanceof Error ? thrown.name : String(thrown);
  }
}

const denied = {
  name: 'AccessDenied',
  message: 'Not authorized to perform sts:AssumeRoleWithWebIdentity',
  $metadata: { httpStatusCode: 403 },
};
const invalid = (text: string): object => ({
  name: 'InvalidIdentityTokenException',
  message: expect.stringContaining(text) as string,
});

describe('AssumeRoleWithWebIdentity', () => {
  it('gives a session to who brings a token of a trusted issuer, without a signature', async () => {
    const arn = await roleFor(onMain());
    const answer = await take(arn, await issuer.token(claims()), { DurationSeconds: 900 });
    expect(answer).toMatchObject({
      SubjectFromWebIdentityToken: main,
      Audience: 'sts.amazonaws.com',
      Provider: issuer.url,
      AssumedRoleUser: { Arn: `arn:aws:sts::${testAccount}:assumed-role/${arn.split('/')[1] ?? ''}/deploy` },
      Credentials: { Expiration: new Date('2026-05-01T12:15:00Z') },
    });
    const caller = await new STSClient(emulator.configuration(credentialsOf(answer))).send(new GetCallerIdentityCommand({}));
    expect(caller.Arn).toBe(answer.AssumedRoleUser?.Arn);
  });

  it('is the only call of STS that goes without a signature', async () => {
    const unsigned = { ...emulator.configuration({ accessKeyId: 'x', secretAccessKey: 'y' }) };
    const signer = { sign: <T>(request: T): Promise<T> => Promise.resolve(request) };
    const call = new STSClient({ ...unsigned, signer }).send(new GetCallerIdentityCommand({}));
    await expect(call).rejects.toMatchObject({ name: 'MissingAuthenticationToken' });
  });

  it.each<[string, () => object, boolean]>([
    ['the subject by StringLike', () => ({ StringLike: { [`${provider}:sub`]: 'repo:shop/*' } }), true],
    ['another subject by StringLike', () => ({ StringLike: { [`${provider}:sub`]: 'repo:other/*' } }), false],
    ['another subject', () => ({ StringEquals: { [`${provider}:sub`]: 'repo:shop/pay:ref:refs/heads/dev' } }), false],
    ['one of several audiences', () => ({ 'ForAnyValue:StringEquals': { [`${provider}:aud`]: ['x', 'sts.amazonaws.com'] } }), true],
    ['another audience', () => ({ 'ForAnyValue:StringEquals': { [`${provider}:aud`]: ['spare'] } }), false],
    ['a claim that is not there', () => ({ StringEquals: { [`${provider}:azp`]: 'me' } }), false],
    ['another provider’s claim', () => ({ StringEquals: { 'localhost:1:sub': main } }), false],
    ['aws:FederatedProvider', () => ({ StringEquals: { 'aws:FederatedProvider': providerArn(issuer.url) } }), true],
    ['the session’s name', () => ({ StringEquals: { 'sts:RoleSessionName': 'deploy' } }), true],
    ['nothing', () => ({}), true],
  ])('decides by %s', async (_, condition, allowed) => {
    const attempt = take(await roleFor(condition()), await issuer.token(claims()));
    expect(await outcome(attempt)).toBe(allowed ? 'answered' : 'AccessDenied');
  });

  it.each<[string, object]>([
    ['names another provider', { Principal: { Federated: `arn:aws:iam::${testAccount}:oidc-provider/localhost:1` } }],
    ['trusts everybody with an AWS identity', { Principal: { AWS: '*' } }],
    ['allows another action', { Action: 'sts:AssumeRole' }],
    ['denies everybody', { Effect: 'Deny', Principal: '*' }],
  ])('refuses where the trust policy %s', async (_, statement) => {
    await expect(take(await roleFor({}, statement), await issuer.token(claims()))).rejects.toMatchObject(denied);
  });

  it('answers the same for a role that is not there', async () => {
    const arn = `arn:aws:iam::${testAccount}:role/nobody`;
    await expect(take(arn, await issuer.token(claims()))).rejects.toMatchObject(denied);
  });

  it.each<[string, JWTPayload, string]>([
    ['an audience that the provider has not', { aud: 'else' }, 'Incorrect token audience'],
    ['no subject', { sub: undefined as unknown as string }, 'Missing a required claim: sub'],
    ['no expiry', { exp: undefined as unknown as number }, 'Missing a required claim: exp'],
    ['no time of issue', { iat: undefined as unknown as number }, 'Missing a required claim: iat'],
    ['a time of issue in the future', { iat: nowSeconds + 60 }, 'Token issue time is in the future'],
    ['a start in the future', { nbf: nowSeconds + 60 }, 'nbf'],
    [
      'an issuer that no provider stands for',
      { iss: 'http://127.0.0.1:1' },
      'No OpenIDConnect provider found in your account for http://127.0.0.1:1',
    ],
  ])('refuses a token with %s', async (_, more, text) => {
    await expect(take(await roleFor(onMain()), await issuer.token(claims(more)))).rejects.toMatchObject(invalid(text));
  });

  it('refuses an expired token by the emulator’s clock', async () => {
    const token = await issuer.token(claims({ exp: nowSeconds }));
    await expect(take(await roleFor(onMain()), token)).rejects.toMatchObject({
      name: 'ExpiredTokenException',
      message: `Token expired: current date/time ${String(nowSeconds)} must be before the expiration date/time ${String(nowSeconds)}`,
    });
  });

  it('refuses what is no token, what nobody signed, and what somebody else signed', async () => {
    const arn = await roleFor(onMain());
    await expect(take(arn, 'no token')).rejects.toMatchObject(invalid('not a valid JWT'));
    const [, body = ''] = (await issuer.token(claims())).split('.');
    const header = Buffer.from(JSON.stringify({ alg: 'none' })).toString('base64url');
    await expect(take(arn, `${header}.${body}.`)).rejects.toMatchObject(invalid(''));
    await expect(take(arn, await issuer.forged(claims()))).rejects.toMatchObject(invalid('signature verification failed'));
  });

  it('asks the issuer again for a key that it does not know, and only then', async () => {
    const arn = await roleFor(onMain());
    await take(arn, await issuer.token(claims()));
    const before = issuer.fetches();
    await take(arn, await issuer.token(claims()));
    expect(issuer.fetches()).toBe(before);
    const old = await issuer.token(claims());
    await issuer.rotate();
    await take(arn, await issuer.token(claims()));
    expect(issuer.fetches()).toBe(before + 1);
    await expect(take(arn, old)).rejects.toMatchObject(invalid("Couldn't retrieve verification key"));
  });

  it.each([{ DurationSeconds: 3601 }, { DurationSeconds: 899 }])('holds to the session’s limits: %j', async (more) => {
    const attempt = take(await roleFor(onMain()), await issuer.token(claims()), more);
    await expect(attempt).rejects.toMatchObject({ name: 'ValidationError' });
  });

  it('refuses what OAuth 2.0 providers need', async () => {
    const attempt = take(await roleFor(onMain()), await issuer.token(claims()), { ProviderId: 'www.amazon.com' });
    await expect(attempt).rejects.toMatchObject({ message: expect.stringContaining('ProviderId') as string });
  });
});

describe('The issuer', () => {
  it('may have a path', async () => {
    await using realm = await startTestingIssuer('/realms/pay');
    await createProvider(realm.url);
    const arn = await roleFor({}, { Principal: { Federated: providerArn(realm.url) } });
    await expect(take(arn, await realm.token(claims()))).resolves.toMatchObject({ Provider: realm.url });
  });

  it('must be on this machine, and so must its keys', async () => {
    await createProvider('https://login.example.com');
    const far = await issuer.token(claims({ iss: 'https://login.example.com' }));
    const refused = { name: 'IDPCommunicationErrorException', message: expect.stringContaining('127.0.0.1 or localhost') as string };
    await expect(take(await roleFor({}), far)).rejects.toMatchObject(refused);
    await using near = await startTestingIssuer();
    await createProvider(near.url);
    near.publish('/.well-known/openid-configuration', JSON.stringify({ issuer: near.url, jwks_uri: 'https://login.example.com/keys' }));
    await expect(take(await roleFor({}), await near.token(claims()))).rejects.toMatchObject(refused);
  });

  it('must answer, and call itself what the token calls it', async () => {
    const odd = await startTestingIssuer();
    await createProvider(odd.url);
    const token = await odd.token(claims());
    for (const body of ['no JSON', '[]', JSON.stringify({ issuer: 'http://127.0.0.1:1', jwks_uri: `${odd.url}/keys` })]) {
      odd.publish('/.well-known/openid-configuration', body);
      await expect(take(await roleFor({}), token)).rejects.toMatchObject(invalid("Couldn't retrieve verification key"));
    }
    await odd[Symbol.asyncDispose]();
    await expect(take(await roleFor({}), token)).rejects.toMatchObject({ name: 'IDPCommunicationErrorException' });
  });
});

describe('A session of a web identity', () => {
  const listRoles = async (arn: string, Condition: object): Promise<void> => {
    const statement = { Effect: 'Allow', Action: 'iam:ListRoles', Resource: '*', Condition };
    const PolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
    const RoleName = arn.split('/')[1] ?? '';
    await emulator.client(IAMClient).send(new PutRolePolicyCommand({ RoleName, PolicyName: 'may', PolicyDocument }));
  };

  it('tells policies who vouched for it, and its tags', async () => {
    const arn = await roleFor(onMain());
    const tags = { 'https://aws.amazon.com/tags': { principal_tags: { team: ['pay'] } } };
    const key = credentialsOf(await take(arn, await issuer.token(claims(tags))));
    const list = (): Promise<unknown> => new IAMClient(emulator.configuration(key)).send(new ListRolesCommand({}));
    for (const [Condition, allowed] of [
      [{ StringEquals: { 'aws:FederatedProvider': providerArn(issuer.url), [`${provider}:sub`]: main } }, true],
      [{ StringEquals: { 'aws:PrincipalTag/team': 'pay' } }, true],
      [{ StringEquals: { [`${provider}:sub`]: 'somebody' } }, false],
      [{ StringEquals: { 'aws:PrincipalTag/team': 'shop' } }, false],
    ] as const) {
      await listRoles(arn, Condition);
      expect(await outcome(list())).toBe(allowed ? 'answered' : 'AccessDenied');
    }
  });

  it('is narrowed by session policies', async () => {
    const arn = await roleFor(onMain());
    await listRoles(arn, {});
    const Policy = JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 'iam:GetRole', Resource: '*' }] });
    const key = credentialsOf(await take(arn, await issuer.token(claims()), { Policy }));
    const list = new IAMClient(emulator.configuration(key)).send(new ListRolesCommand({}));
    await expect(list).rejects.toMatchObject({ message: expect.stringContaining('no session policy allows') as string });
  });
});

import { CreateRoleCommand, CreateUserCommand, IAMClient, CreateAccessKeyCommand, PutUserPolicyCommand } from '@aws-sdk/client-iam';
import {
  AssumeRole$,
  AssumeRoleCommand,
  DecodeAuthorizationMessageCommand,
  GetCallerIdentityCommand,
  STSClient,
} from '@aws-sdk/client-sts';
import type { AssumeRoleCommandInput, AssumeRoleCommandOutput } from '@aws-sdk/client-sts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Principal } from '../../accounts/principal.ts';
import type { ServiceHost } from '../../kernel/context.ts';
import { otherTestAccount, startTestEmulator, testAccount } from '../../testing.ts';
import type { ClientCredentials, TestEmulator } from '../../testing.ts';
import { service as iam } from '../iam/service.ts';
import { service as sts } from './service.ts';

let emulator: TestEmulator;
let open: TestEmulator;
let host: ServiceHost;
let asUser: ClientCredentials;

const clock = new Date('2026-05-01T12:00:00Z');
const roleArn = (name: string, account = testAccount): string => `arn:aws:iam::${account}:role/${name}`;
const lambda: Principal = { kind: 'service', account: testAccount, service: 'lambda.amazonaws.com' };

function trust(Principal: unknown, more: object = {}): string {
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal, Action: ['sts:AssumeRole', 'sts:TagSession'], ...more }],
  });
}

async function makeRole(name: string, trustPolicy: string, more: object = {}): Promise<void> {
  await emulator.client(IAMClient).send(new CreateRoleCommand({ RoleName: name, AssumeRolePolicyDocument: trustPolicy, ...more }));
}

/** Starts nothing but hands its host to the test. */
const watchedIam = {
  ...iam,
  start: (given: ServiceHost): Promise<AsyncDisposable> => {
    host = given;
    return Promise.resolve({ [Symbol.asyncDispose]: () => Promise.resolve() });
  },
};

beforeAll(async () => {
  const services = { iam: () => Promise.resolve(watchedIam), sts: () => Promise.resolve(sts) };
  emulator = await startTestEmulator({ clock: () => clock, services });
  open = await startTestEmulator({ credentials: 'open' });
  const client = emulator.client(IAMClient);
  await client.send(new CreateUserCommand({ UserName: 'ann' }));
  const PolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 'sts:*', Resource: '*' }] });
  await client.send(new PutUserPolicyCommand({ UserName: 'ann', PolicyName: 'sts', PolicyDocument }));
  const { AccessKey } = await client.send(new CreateAccessKeyCommand({ UserName: 'ann' }));
  asUser = { accessKeyId: AccessKey?.AccessKeyId ?? '', secretAccessKey: AccessKey?.SecretAccessKey ?? '' };
  await makeRole('function', trust({ Service: 'lambda.amazonaws.com' }));
  await makeRole('account', trust({ AWS: testAccount }), { MaxSessionDuration: 7200 });
});

afterAll(async () => {
  await emulator[Symbol.asyncDispose]();
  await open[Symbol.asyncDispose]();
});

const assumeAs = (as: Principal, input: AssumeRoleCommandInput): Promise<AssumeRoleCommandOutput> =>
  host.call(AssumeRole$, { ...input }, { as });

const take = (input: Partial<AssumeRoleCommandInput>): Promise<AssumeRoleCommandOutput> =>
  new STSClient(emulator.configuration(asUser)).send(
    new AssumeRoleCommand({ RoleArn: roleArn('account'), RoleSessionName: 'session', ...input }),
  );

describe('AssumeRole by a service', () => {
  it('goes by the trust policy', async () => {
    const { Credentials, AssumedRoleUser } = await assumeAs(lambda, { RoleArn: roleArn('function'), RoleSessionName: 'pay' });
    expect(AssumedRoleUser?.Arn).toBe(`arn:aws:sts::${testAccount}:assumed-role/function/pay`);
    expect(Credentials?.Expiration).toEqual(new Date('2026-05-01T13:00:00Z'));
    const credentials = host.credentials.lookup(Credentials?.AccessKeyId ?? '');
    expect(credentials?.principal).toMatchObject({ kind: 'assumed-role', roleName: 'function', sessionPolicies: [], sessionTags: {} });
  });

  it('is refused where the role trusts another, or somebody else’s function', async () => {
    await expect(assumeAs(lambda, { RoleArn: roleArn('account'), RoleSessionName: 'pay' })).rejects.toMatchObject({
      code: 'AccessDenied',
      message: `User: lambda.amazonaws.com is not authorized to perform: sts:AssumeRole on resource: ${roleArn('account')}`,
      httpStatus: 403,
    });
    const Condition = {
      StringEquals: { 'aws:SourceAccount': testAccount },
      ArnLike: { 'aws:SourceArn': 'arn:aws:lambda:*:*:function:pay' },
    };
    await makeRole('one-function', trust({ Service: 'lambda.amazonaws.com' }, { Condition }));
    const source = (name: string, account = testAccount): Principal => ({
      ...lambda,
      account,
      sourceArn: `arn:aws:lambda:eu-central-1:${account}:function:${name}`,
    });
    const input = { RoleArn: roleArn('one-function'), RoleSessionName: 'pay' };
    await expect(assumeAs(source('pay'), input)).resolves.toBeDefined();
    await expect(assumeAs(source('other'), input)).rejects.toMatchObject({ code: 'AccessDenied' });
    await expect(assumeAs(source('pay', otherTestAccount), input)).rejects.toMatchObject({ code: 'AccessDenied' });
  });
});

describe('AssumeRole by root', () => {
  const input = { RoleArn: roleArn('account'), RoleSessionName: 'session' };

  it('is refused as by AWS', async () => {
    const call = emulator.client(STSClient).send(new AssumeRoleCommand(input));
    await expect(call).rejects.toMatchObject({ name: 'AccessDenied', message: 'Roles may not be assumed by root accounts.' });
  });

  it('is let through for the unchecked keys of other emulators’ convention', async () => {
    const configuration = open.configuration({ accessKeyId: testAccount, secretAccessKey: 'any' });
    const made = { RoleName: 'account', AssumeRolePolicyDocument: trust({ AWS: testAccount }) };
    await new IAMClient(configuration).send(new CreateRoleCommand(made));
    const { Credentials } = await new STSClient(configuration).send(new AssumeRoleCommand(input));
    expect(Credentials?.AccessKeyId).toMatch(/^ASIA/);
  });
});

describe('AssumeRole', () => {
  it('wants the role’s ARN with its path', async () => {
    await makeRole('deep', trust({ AWS: testAccount }), { Path: '/a/b/' });
    await expect(take({ RoleArn: roleArn('a/b/deep') })).resolves.toMatchObject({
      AssumedRoleUser: { Arn: `arn:aws:sts::${testAccount}:assumed-role/deep/session` },
    });
    await expect(take({ RoleArn: roleArn('deep') })).rejects.toMatchObject({ name: 'AccessDenied' });
  });

  it.each([
    [
      { RoleSessionName: 'x' },
      "Value 'x' at 'roleSessionName' failed to satisfy constraint: Member must have length greater than or equal to 2",
    ],
    [{ RoleSessionName: 'x'.repeat(65) }, 'Member must have length less than or equal to 64'],
    [
      { DurationSeconds: 899 },
      "Value '899' at 'durationSeconds' failed to satisfy constraint: Member must have value greater than or equal to 900",
    ],
    [{ DurationSeconds: 43_201 }, 'Member must have value less than or equal to 43200'],
    [{ DurationSeconds: 7201 }, 'The requested DurationSeconds exceeds the MaxSessionDuration set for this role.'],
    [{ ExternalId: 'x' }, "at 'externalId' failed to satisfy constraint: Member must have length greater than or equal to 2"],
    [{ ExternalId: 'x'.repeat(1225) }, 'Member must have length less than or equal to 1224'],
    [{ ExternalId: 'a b' }, String.raw`Member must satisfy regular expression pattern: [\w+=,.@:\/-]*`],
    [{ RoleArn: 'arn:a' }, "Value 'arn:a' at 'roleArn' failed to satisfy constraint: Member must have length greater than or equal to 20"],
    [{ RoleArn: 'arn::b:::something/test-role' }, 'arn::b:::something/test-role is invalid'],
    [{ RoleArn: 'arn:a::::something/test-role' }, 'arn:a::::something/test-role is invalid'],
    [{ RoleArn: 'arn:a:::something/test-role' }, 'arn:a:::something/test-role is invalid'],
    [{ RoleArn: 'arn:a:a::aaaaaaaaaa:' }, 'arn:a:a::aaaaaaaaaa: is invalid'],
    [{ Policy: 'x'.repeat(2049) }, "at 'policy' failed to satisfy constraint: Member must have length less than or equal to 2048"],
    [
      { PolicyArns: [{ arn: 'arn:aws:iam::aws:policy/Nothing' }] },
      'Policy arn:aws:iam::aws:policy/Nothing does not exist or is not attachable.',
    ],
  ])('refuses %j', async (input, message) => {
    await expect(take(input)).rejects.toMatchObject({ name: 'ValidationError', message: expect.stringContaining(message) as string });
  });

  it('takes the longest of all', async () => {
    const { Credentials, PackedPolicySize } = await take({ DurationSeconds: 7200, RoleSessionName: 'x'.repeat(64), ExternalId: 'a/b:c' });
    expect(Credentials?.Expiration).toEqual(new Date('2026-05-01T14:00:00Z'));
    expect(PackedPolicySize).toBeUndefined();
  });

  it('refuses tags that are the same but for case', async () => {
    const Tags = [
      { Key: 'a', Value: '1' },
      { Key: 'A', Value: '2' },
    ];
    await expect(take({ Tags })).rejects.toMatchObject({
      name: 'InvalidParameterValue',
      message: 'Duplicate tag keys found. Please note that Tag keys are case insensitive.',
    });
  });

  it('keeps session policies and tags', async () => {
    const Policy = JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 's3:*', Resource: '*' }] });
    const PolicyArns = [{ arn: 'arn:aws:iam::aws:policy/AdministratorAccess' }];
    const { Credentials, PackedPolicySize } = await take({ Policy, PolicyArns, Tags: [{ Key: 'team', Value: 'pay' }] });
    const principal = host.credentials.lookup(Credentials?.AccessKeyId ?? '')?.principal;
    expect(principal).toMatchObject({ sessionPolicies: [Policy, expect.stringContaining('"*"')], sessionTags: { team: 'pay' } });
    expect(PackedPolicySize).toBeGreaterThan(0);
  });

  it.each([{ SerialNumber: 'arn:aws:iam::111122223333:mfa/ann' }, { TransitiveTagKeys: ['team'] }, { SourceIdentity: 'ann' }])(
    'refuses what it does not do: %j',
    async (input) => {
      await expect(take(input)).rejects.toMatchObject({ message: expect.stringContaining(Object.keys(input)[0] ?? '') as string });
    },
  );
});

describe('what nobody may', () => {
  it('is to decode a message that was never encoded', async () => {
    const call = emulator.client(STSClient).send(new DecodeAuthorizationMessageCommand({ EncodedMessage: 'x' }));
    await expect(call).rejects.toMatchObject({ message: expect.stringContaining('DecodeAuthorizationMessage') as string });
  });
});

describe('GetCallerIdentity', () => {
  it('names root by the account', async () => {
    const { Account, Arn, UserId } = await emulator.client(STSClient, otherTestAccount).send(new GetCallerIdentityCommand({}));
    expect([Account, Arn, UserId]).toEqual([otherTestAccount, `arn:aws:iam::${otherTestAccount}:root`, otherTestAccount]);
  });

  it('tells nothing to who did not sign', async () => {
    const unsigned = { ...emulator.configuration(asUser), signer: { sign: <T>(request: T): Promise<T> => Promise.resolve(request) } };
    const call = new STSClient(unsigned).send(new GetCallerIdentityCommand({}));
    await expect(call).rejects.toMatchObject({ name: 'MissingAuthenticationToken' });
  });
});

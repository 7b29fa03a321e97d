import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startEmulatorProcess } from '../emulator/process.ts';
import type { EmulatorProcess } from '../emulator/process.ts';
import { prepareAwsCli } from './aws-cli.ts';
import type { AwsCli, CliCaller, CliResult } from './aws-cli.ts';

const account = '111122223333';
const region = 'eu-central-1';
let cli: AwsCli;
let folder: string;

beforeAll(async () => {
  cli = await prepareAwsCli();
  folder = mkdtempSync(join(tmpdir(), 'awscli-'));
}, 300_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

/** What the CLI prints where all went well: JSON, or its own text for the s3 and cloudformation deploy commands. */
async function answer(caller: CliCaller, ...args: readonly string[]): Promise<string> {
  const { exitCode, stdout, stderr } = await cli.run(caller, ...args);
  expect(`${String(exitCode)} ${stderr}`).toMatch(/^0 /);
  return stdout;
}

async function json(caller: CliCaller, ...args: readonly string[]): Promise<unknown> {
  return JSON.parse(await answer(caller, ...args)) as unknown;
}

/** The CLI's last line where it was refused. */
async function refusal(caller: CliCaller, ...args: readonly string[]): Promise<string> {
  const { exitCode, stderr }: CliResult = await cli.run(caller, ...args);
  expect([254, 255, 1]).toContain(exitCode);
  return stderr.trim();
}

describe('the AWS CLI, with the keys that other emulators take', { timeout: 120_000 }, () => {
  let emulator: EmulatorProcess;
  let caller: CliCaller;

  beforeAll(async () => {
    emulator = await startEmulatorProcess({
      dataDir: join(folder, 'open'),
      accounts: [],
      seed: 1,
      credentials: 'open',
      lifetime: 'parent',
    });
    caller = { endpoint: emulator.endpoint, region: 'us-east-1', accessKeyId: 'test', secretAccessKey: 'test' };
  }, 60_000);

  afterAll(() => emulator[Symbol.asyncDispose]());

  it('is told which account its key is of', async () => {
    expect(await json(caller, 'sts', 'get-caller-identity')).toMatchObject({ Account: '000000000000' });
    const twelve = { ...caller, accessKeyId: account };
    expect(await json(twelve, 'sts', 'get-caller-identity')).toMatchObject({ Account: account, Arn: `arn:aws:iam::${account}:root` });
  });

  it('keeps files in S3, large ones in parts and whole folders at once', async () => {
    const small = file('small', 'hello');
    // Above 8 MB the CLI uploads in parts.
    const big = file('big', randomBytes(9_000_000));
    expect(await answer(caller, 's3', 'mb', 's3://bucket')).toContain('make_bucket: bucket');
    await answer(caller, 's3', 'cp', small, 's3://bucket/small');
    await answer(caller, 's3', 'cp', big, 's3://bucket/big');
    const head = await json(caller, 's3api', 'head-object', '--bucket', 'bucket', '--key', 'big');
    expect(head).toMatchObject({ ContentLength: 9_000_000, ETag: expect.stringMatching(/^"[0-9a-f]{32}-2"$/) as unknown });
    await answer(caller, 's3', 'cp', 's3://bucket/big', join(folder, 'back'));
    expect(sha256(readFileSync(join(folder, 'back')))).toBe(sha256(readFileSync(big)));

    const source = mkdtempSync(join(folder, 'sync-'));
    for (const name of ['a.txt', 'b c.txt', 'ü.txt']) {
      writeFileSync(join(source, name), name);
      // S3 keeps whole seconds: a file of this very second would be newer than its copy, and go up again.
      utimesSync(join(source, name), 1_700_000_000, 1_700_000_000);
    }
    await answer(caller, 's3', 'sync', source, 's3://bucket/d');
    expect(await answer(caller, 's3', 'sync', source, 's3://bucket/d')).toBe('');
    const listed = await json(caller, 's3api', 'list-objects-v2', '--bucket', 'bucket', '--prefix', 'd/');
    expect(listed).toMatchObject({ Contents: [{ Key: 'd/a.txt' }, { Key: 'd/b c.txt' }, { Key: 'd/ü.txt' }] });
  });

  it('writes an object once', async () => {
    await answer(caller, 's3', 'mb', 's3://once');
    const put = ['s3api', 'put-object', '--bucket', 'once', '--key', 'key', '--if-none-match', '*'];
    expect(await json(caller, ...put)).toMatchObject({ ETag: '"d41d8cd98f00b204e9800998ecf8427e"' });
    expect(await refusal(caller, ...put)).toContain('(PreconditionFailed) when calling the PutObject operation');
  });

  it('keeps parameters and secrets', async () => {
    const put = ['ssm', 'put-parameter', '--name', '/p', '--type', 'SecureString', '--value', 'x'];
    expect(await json(caller, ...put)).toMatchObject({ Version: 1 });
    const parameter = await json(caller, 'ssm', 'get-parameter', '--name', '/p', '--with-decryption');
    expect(parameter).toMatchObject({ Parameter: { Name: '/p', Type: 'SecureString', Value: 'x' } });
    await answer(caller, 'secretsmanager', 'create-secret', '--name', 's', '--secret-string', '{"a":1}');
    const secret = await json(caller, 'secretsmanager', 'get-secret-value', '--secret-id', 's');
    expect(secret).toMatchObject({ Name: 's', SecretString: '{"a":1}', VersionStages: ['AWSCURRENT'] });
  });

  it('makes a log group', async () => {
    expect(await answer(caller, 'logs', 'create-log-group', '--log-group-name', '/g')).toBe('');
    expect(await json(caller, 'logs', 'describe-log-groups')).toMatchObject({ logGroups: [{ logGroupName: '/g' }] });
  });

  it('deploys a stack, and again without a change', async () => {
    const Parameter = { Type: 'AWS::SSM::Parameter', Properties: { Type: 'String', Value: 'v' } };
    const template = file('stack.json', JSON.stringify({ Resources: { Parameter } }));
    const deploy = ['cloudformation', 'deploy', '--stack-name', 'stack', '--template-file', template];
    expect(await answer(caller, ...deploy)).toContain('Successfully created/updated stack - stack');
    const described = await json(caller, 'cloudformation', 'describe-stacks', '--stack-name', 'stack');
    expect(described).toMatchObject({ Stacks: [{ StackStatus: 'CREATE_COMPLETE' }] });
    expect(await answer(caller, ...deploy, '--no-fail-on-empty-changeset')).toContain('No changes to deploy');
  });
});

describe('the AWS CLI, with keys that are checked', { timeout: 120_000 }, () => {
  let emulator: EmulatorProcess;
  let root: CliCaller;
  const roleArn = (name: string): string => `arn:aws:iam::${account}:role/${name}`;

  beforeAll(async () => {
    emulator = await startEmulatorProcess({ dataDir: join(folder, 'checked'), accounts: [account], seed: 1, lifetime: 'parent' });
    const key = emulator.rootKeys[account];
    root = {
      endpoint: emulator.endpoint,
      region,
      accessKeyId: key?.accessKeyId ?? '',
      secretAccessKey: key?.secretAccessKey ?? '',
    };
  }, 60_000);

  afterAll(() => emulator[Symbol.asyncDispose]());

  async function makeRole(name: string, trusted: object): Promise<unknown> {
    const trust = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: trusted, Action: 'sts:AssumeRole' }] };
    return json(root, 'iam', 'create-role', '--role-name', name, '--assume-role-policy-document', JSON.stringify(trust));
  }

  /** AWS lets no root assume a role. */
  async function makeUser(name: string, policy: object): Promise<CliCaller> {
    await answer(root, 'iam', 'create-user', '--user-name', name);
    const grant = ['--user-name', name, '--policy-name', 'own', '--policy-document', JSON.stringify(policy)];
    await answer(root, 'iam', 'put-user-policy', ...grant);
    const made = await json(root, 'iam', 'create-access-key', '--user-name', name);
    const { AccessKey: key } = made as { readonly AccessKey: Readonly<Record<string, string>> };
    return { ...root, accessKeyId: key['AccessKeyId'] ?? '', secretAccessKey: key['SecretAccessKey'] ?? '' };
  }

  async function assume(caller: CliCaller, name: string): Promise<CliCaller> {
    const answered = await json(caller, 'sts', 'assume-role', '--role-arn', roleArn(name), '--role-session-name', 'tester');
    expect(answered).toMatchObject({
      AssumedRoleUser: { Arn: `arn:aws:sts::${account}:assumed-role/${name}/tester` },
      Credentials: { AccessKeyId: expect.stringMatching(/^ASIA/) as unknown },
    });
    const { Credentials: session } = answered as { readonly Credentials: Readonly<Record<string, string>> };
    return {
      ...root,
      accessKeyId: session['AccessKeyId'] ?? '',
      secretAccessKey: session['SecretAccessKey'] ?? '',
      sessionToken: session['SessionToken'] ?? '',
    };
  }

  it('acts as a role, as far as that may', async () => {
    expect(await makeRole('reader', { AWS: account })).toMatchObject({ Role: { RoleName: 'reader', Arn: roleArn('reader') } });
    const allow = (Action: string): object => ({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action, Resource: '*' }] });
    const grant = ['--role-name', 'reader', '--policy-name', 'read', '--policy-document', JSON.stringify(allow('ssm:GetParameter'))];
    await answer(root, 'iam', 'put-role-policy', ...grant);
    await answer(root, 'ssm', 'put-parameter', '--name', 'p', '--type', 'String', '--value', 'x');
    await answer(root, 's3', 'mb', 's3://checked');

    expect(await refusal(root, 'sts', 'assume-role', '--role-arn', roleArn('reader'), '--role-session-name', 'tester')).toContain(
      'Roles may not be assumed by root accounts.',
    );
    const reader = await assume(await makeUser('ada', allow('sts:AssumeRole')), 'reader');
    const me = `arn:aws:sts::${account}:assumed-role/reader/tester`;
    expect(await json(reader, 'sts', 'get-caller-identity')).toMatchObject({ Account: account, Arn: me });
    expect(await json(reader, 'ssm', 'get-parameter', '--name', 'p')).toMatchObject({ Parameter: { Value: 'x' } });
    expect(await refusal(reader, 'ssm', 'delete-parameter', '--name', 'p')).toContain(
      `An error occurred (AccessDeniedException) when calling the DeleteParameter operation: User: ${me} is not authorized to perform: ssm:DeleteParameter on resource: arn:aws:ssm:${region}:${account}:parameter/p because no identity-based policy allows the ssm:DeleteParameter action`,
    );
    expect(await refusal(reader, 's3api', 'list-objects-v2', '--bucket', 'checked')).toContain(
      `An error occurred (AccessDenied) when calling the ListObjectsV2 operation: User: ${me} is not authorized to perform: s3:ListBucket on resource: "arn:aws:s3:::checked" because no identity-based policy allows the s3:ListBucket action`,
    );
  });

  it('deploys a function, shifts an alias by weights and invokes both versions', async () => {
    await makeRole('worker', { Service: 'lambda.amazonaws.com' });
    const code = (text: string): Uint8Array =>
      zipSync({ 'index.mjs': strToU8(`export const handler = async (e) => ({ ...e, by: '${text}' });`) });
    const first = code('one');
    const named = ['--function-name', 'fn'];
    const runtime = ['--runtime', 'nodejs24.x', '--handler', 'index.handler', '--role', roleArn('worker')];
    const made = await json(root, 'lambda', 'create-function', ...named, ...runtime, '--zip-file', `fileb://${file('1.zip', first)}`);
    expect(made).toMatchObject({
      FunctionArn: `arn:aws:lambda:${region}:${account}:function:fn`,
      CodeSha256: createHash('sha256').update(first).digest('base64'),
    });
    await answer(root, 'lambda', 'wait', 'function-active-v2', ...named);
    const got = (await json(root, 'lambda', 'get-function', ...named)) as { readonly Code: { readonly Location: string } };
    expect(sha256(new Uint8Array(await (await fetch(got.Code.Location)).arrayBuffer()))).toBe(sha256(first));

    expect(await json(root, 'lambda', 'publish-version', ...named)).toMatchObject({ Version: '1' });
    await answer(root, 'lambda', 'update-function-code', ...named, '--zip-file', `fileb://${file('2.zip', code('two'))}`);
    await answer(root, 'lambda', 'wait', 'function-updated-v2', ...named);
    expect(await json(root, 'lambda', 'publish-version', ...named)).toMatchObject({ Version: '2' });

    const alias = [...named, '--name', 'live'];
    await answer(root, 'lambda', 'create-alias', ...alias, '--function-version', '1');
    const weights = { AdditionalVersionWeights: { 2: 0.5 } };
    const updated = await json(root, 'lambda', 'update-alias', ...alias, '--routing-config', JSON.stringify(weights));
    expect(updated).toMatchObject({ FunctionVersion: '1', RoutingConfig: weights });

    const seen = new Set<string>();
    for (let n = 0; n < 12 && seen.size < 2; n += 1) {
      const out = join(folder, `out-${n}`);
      const payload = ['--payload', JSON.stringify({ n }), '--log-type', 'Tail'];
      const invoked = (await json(root, 'lambda', 'invoke', ...named, '--qualifier', 'live', ...payload, out)) as Invoked;
      const by = invoked.ExecutedVersion === '1' ? 'one' : 'two';
      expect([invoked.StatusCode, JSON.parse(readFileSync(out, 'utf8'))]).toEqual([200, { n, by }]);
      expect(Buffer.from(invoked.LogResult, 'base64').toString()).toContain(`Version: ${invoked.ExecutedVersion}\nEND RequestId`);
      seen.add(invoked.ExecutedVersion);
    }
    expect([...seen].toSorted()).toEqual(['1', '2']);
  });

  it.each([
    ['sts', ['sts', 'get-caller-identity'], 'SignatureDoesNotMatch', 'InvalidClientTokenId'],
    ['s3', ['s3api', 'list-buckets'], 'SignatureDoesNotMatch', 'InvalidAccessKeyId'],
    ['lambda', ['lambda', 'list-functions'], 'InvalidSignatureException', 'UnrecognizedClientException'],
    ['ssm', ['ssm', 'describe-parameters'], 'InvalidSignatureException', 'UnrecognizedClientException'],
  ])('is turned away by %s with a wrong secret or an unknown key', async (_service, args, wrongSecret, unknownKey) => {
    expect(await refusal({ ...root, secretAccessKey: `${root.secretAccessKey}x` }, ...args)).toContain(
      `An error occurred (${wrongSecret})`,
    );
    expect(await refusal({ ...root, accessKeyId: 'AKIAIOSFODNN7EXAMPLE' }, ...args)).toContain(`An error occurred (${unknownKey})`);
  });
});

interface Invoked {
  readonly StatusCode: number;
  readonly ExecutedVersion: string;
  /** Base64. */
  readonly LogResult: string;
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

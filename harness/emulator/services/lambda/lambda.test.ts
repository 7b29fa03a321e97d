import { createHash } from 'node:crypto';
import { CloudWatchLogsClient, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { AttachRolePolicyCommand, CreateRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import {
  AddPermissionCommand,
  CreateAliasCommand,
  CreateFunctionCommand,
  CreateFunctionUrlConfigCommand,
  DeleteFunctionCommand,
  GetFunctionCommand,
  InvokeCommand,
  LambdaClient,
  PublishVersionCommand,
  PutFunctionConcurrencyCommand,
  UpdateAliasCommand,
  UpdateFunctionCodeCommand,
  UpdateFunctionConfigurationCommand,
} from '@aws-sdk/client-lambda';
import type { InvokeCommandInput } from '@aws-sdk/client-lambda';
import { CreateBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { strToU8, zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestEmulator, testAccount } from '../../testing.ts';
import type { TestEmulator } from '../../testing.ts';

let emulator: TestEmulator;
let lambda: LambdaClient;
let roleArn: string;
let count = 0;

beforeAll(async () => {
  emulator = await startTestEmulator({ maxConcurrentFunctions: 4 });
  lambda = emulator.client(LambdaClient);
  roleArn = await makeRole('worker', 'lambda.amazonaws.com');
});

afterAll(async () => {
  await emulator[Symbol.asyncDispose]();
});

async function makeRole(name: string, service: string): Promise<string> {
  const iam = emulator.client(IAMClient);
  const trust = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { Service: service }, Action: 'sts:AssumeRole' }] };
  const { Role } = await iam.send(new CreateRoleCommand({ RoleName: name, AssumeRolePolicyDocument: JSON.stringify(trust) }));
  await iam.send(
    new AttachRolePolicyCommand({ RoleName: name, PolicyArn: 'arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole' }),
  );
  return Role?.Arn ?? '';
}

function zip(code: string): Uint8Array {
  return zipSync({ 'index.mjs': strToU8(code) });
}

async function make(code: string, more: Record<string, unknown> = {}): Promise<string> {
  count += 1;
  const FunctionName = `fn-${count}`;
  await lambda.send(
    new CreateFunctionCommand({
      FunctionName,
      Runtime: 'nodejs24.x',
      Handler: 'index.handler',
      Role: roleArn,
      Code: { ZipFile: zip(code) },
      ...more,
    }),
  );
  return FunctionName;
}

async function invoke(input: InvokeCommandInput) {
  const { Payload, ...rest } = await lambda.send(new InvokeCommand(input));
  // Nothing in the body: the SDK answers null, whatever its types say.
  const text = Buffer.from(Payload ?? new Uint8Array()).toString('utf8');
  return { ...rest, result: text === '' ? undefined : (JSON.parse(text) as unknown) };
}

const version = (n: string): string => `export const handler = async () => '${n}';`;

describe('a function', () => {
  it('runs the handler of its zip and says which version ran', async () => {
    const FunctionName = await make(
      'export const handler = async (event) => ({ hello: event.name, id: process.env.AWS_LAMBDA_FUNCTION_NAME })',
    );
    const answer = await invoke({ FunctionName, Payload: JSON.stringify({ name: 'Ada' }) });
    expect(answer).toMatchObject({ StatusCode: 200, ExecutedVersion: '$LATEST', result: { hello: 'Ada', id: FunctionName } });
    expect(emulator.trace()).toContainEqual(
      expect.objectContaining({ kind: 'invocation', function: FunctionName, executedVersion: '$LATEST' }),
    );
  });

  it('comes from S3, and its zip can be downloaded byte for byte', async () => {
    const s3 = emulator.client(S3Client);
    const bytes = zip(version('s3'));
    await s3.send(
      new CreateBucketCommand({ Bucket: 'code-of-functions', CreateBucketConfiguration: { LocationConstraint: 'eu-central-1' } }),
    );
    await s3.send(new PutObjectCommand({ Bucket: 'code-of-functions', Key: 'a.zip', Body: bytes }));
    const FunctionName = await make('', { Code: { S3Bucket: 'code-of-functions', S3Key: 'a.zip' } });
    const { Code, Configuration } = await lambda.send(new GetFunctionCommand({ FunctionName }));
    const downloaded = new Uint8Array(await (await fetch(Code?.Location ?? '')).arrayBuffer());
    expect(createHash('sha256').update(downloaded).digest('base64')).toBe(Configuration?.CodeSha256);
    expect(Buffer.from(downloaded).equals(bytes)).toBe(true);
    expect((await invoke({ FunctionName })).result).toBe('s3');
  });

  it('comes from no bucket of another region', async () => {
    const elsewhere = emulator.client(LambdaClient, testAccount, { region: 'eu-west-1' });
    const creating = elsewhere.send(
      new CreateFunctionCommand({
        FunctionName: 'elsewhere',
        Runtime: 'nodejs22.x',
        Handler: 'index.handler',
        Role: roleArn,
        Code: { S3Bucket: 'code-of-functions', S3Key: 'a.zip' },
      }),
    );
    await expect(creating).rejects.toMatchObject({
      name: 'InvalidParameterValueException',
      message:
        'Error occurred while GetObject. S3 Error Code: PermanentRedirect. S3 Error Message: The bucket is in this region: eu-central-1. Please use this region to retry the request',
    });
  });

  it('answers what it throws as Unhandled, with the tail of its log', async () => {
    const FunctionName = await make('export const handler = async () => { console.log("before"); throw new TypeError("no") }');
    const answer = await invoke({ FunctionName, LogType: 'Tail' });
    expect(answer).toMatchObject({ FunctionError: 'Unhandled', result: { errorType: 'TypeError', errorMessage: 'no' } });
    const log = Buffer.from(answer.LogResult ?? '', 'base64').toString('utf8');
    expect(log).toMatch(/^START RequestId: .*Version: \$LATEST\n[^]*\tINFO\tbefore\n[^]*END RequestId: [^]*REPORT RequestId: /);
  });

  it('acts as its role and sees its own environment variables', async () => {
    const code = `import { STSClient, GetCallerIdentityCommand } from '@aws-sdk/client-sts';
      export const handler = async () => ({ arn: (await new STSClient({}).send(new GetCallerIdentityCommand({}))).Arn, stage: process.env.STAGE })`;
    const FunctionName = await make(code, { Environment: { Variables: { STAGE: 'uat' } }, Timeout: 20 });
    expect((await invoke({ FunctionName })).result).toEqual({
      arn: `arn:aws:sts::${testAccount}:assumed-role/worker/${FunctionName}`,
      stage: 'uat',
    });
  });

  it('in CommonJS may leave the SDK out of its zip as well', async () => {
    const source = "const { STSClient } = require('@aws-sdk/client-sts'); exports.handler = async () => typeof STSClient;";
    const FunctionName = await make('', { Code: { ZipFile: zipSync({ 'index.js': strToU8(source) }) } });
    expect((await invoke({ FunctionName })).result).toBe('function');
  });

  it('writes its log as its role', async () => {
    const FunctionName = await make('export const handler = async () => { console.log("to be found") }');
    await invoke({ FunctionName });
    const logs = emulator.client(CloudWatchLogsClient);
    const find = async () => {
      const command = new FilterLogEventsCommand({ logGroupName: `/aws/lambda/${FunctionName}`, filterPattern: '"to be found"' });
      return (await logs.send(command).catch(() => ({ events: [] }))).events ?? [];
    };
    await expect.poll(find, { timeout: 5000 }).toHaveLength(1);
    expect(emulator.trace()).toContainEqual(
      expect.objectContaining({ operation: 'PutLogEvents', principal: `arn:aws:sts::${testAccount}:assumed-role/worker/${FunctionName}` }),
    );
  });

  it('runs anew after its code or configuration has changed', async () => {
    const FunctionName = await make('export const handler = async () => process.env.A ?? "none"');
    expect((await invoke({ FunctionName })).result).toBe('none');
    await lambda.send(new UpdateFunctionConfigurationCommand({ FunctionName, Environment: { Variables: { AB: 'x' } } }));
    await lambda.send(new UpdateFunctionCodeCommand({ FunctionName, ZipFile: zip('export const handler = async () => process.env.AB') }));
    expect((await invoke({ FunctionName })).result).toBe('x');
  });

  it('is gone when it is deleted', async () => {
    const FunctionName = await make(version('1'));
    await invoke({ FunctionName });
    await lambda.send(new DeleteFunctionCommand({ FunctionName }));
    await expect(invoke({ FunctionName })).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      message: `Function not found: arn:aws:lambda:eu-central-1:${testAccount}:function:${FunctionName}`,
    });
  });

  it('invoked as an event runs in the background', async () => {
    const FunctionName = await make(version('1'));
    expect((await invoke({ FunctionName, InvocationType: 'Event' })).StatusCode).toBe(202);
    const ran = (): boolean => emulator.trace().some((entry) => 'function' in entry && entry.function === FunctionName);
    await expect.poll(ran, { timeout: 5000 }).toBe(true);
    expect((await invoke({ FunctionName, InvocationType: 'DryRun' })).StatusCode).toBe(204);
  });
});

describe('CreateFunction refuses', () => {
  it.each([
    ['a runtime that the emulator has not', { Runtime: 'python3.13' }, 'InvalidParameterValueException', /nodejs24\.x/],
    ['a timeout beyond 15 minutes', { Timeout: 901 }, 'ValidationException', /less than or equal to 900/],
    ['a reserved variable', { Environment: { Variables: { AWS_REGION: 'x' } } }, 'InvalidParameterValueException', /AWS_REGION/],
    ['bytes that are no zip', { Code: { ZipFile: strToU8('nothing') } }, 'InvalidParameterValueException', /Could not unzip/],
    ['a VPC', { VpcConfig: { SubnetIds: ['subnet-1'] } }, 'NotImplementedException', /VpcConfig/],
    ['X-Ray tracing', { TracingConfig: { Mode: 'Active' as const } }, 'NotImplementedException', /TracingConfig/],
  ])('%s', async (_what, more, name, message) => {
    await expect(make(version('1'), more)).rejects.toMatchObject({ name, message: expect.stringMatching(message) as string });
  });

  it('a role that Lambda cannot assume', async () => {
    await expect(make(version('1'), { Role: await makeRole('not-for-lambda', 'ec2.amazonaws.com') })).rejects.toMatchObject({
      name: 'InvalidParameterValueException',
      message: 'The role defined for the function cannot be assumed by Lambda.',
    });
  });
});

describe('an alias', () => {
  async function canary(weight: number): Promise<string> {
    const FunctionName = await make(version('one'), { Publish: true });
    await lambda.send(new UpdateFunctionCodeCommand({ FunctionName, ZipFile: zip(version('two')), Publish: true }));
    await lambda.send(new CreateAliasCommand({ FunctionName, Name: 'live', FunctionVersion: '1' }));
    await lambda.send(new UpdateAliasCommand({ FunctionName, Name: 'live', RoutingConfig: { AdditionalVersionWeights: { '2': weight } } }));
    return FunctionName;
  }

  it('shares invocations by its weights, and says of each which version ran', async () => {
    const FunctionName = await canary(0.3);
    const ran: Record<string, number> = {};
    for (let n = 0; n < 60; n += 1) {
      const { ExecutedVersion = '', result } = await invoke({ FunctionName, Qualifier: 'live' });
      expect(result).toBe(ExecutedVersion === '1' ? 'one' : 'two');
      ran[ExecutedVersion] = (ran[ExecutedVersion] ?? 0) + 1;
    }
    expect(ran['2']).toBeGreaterThan(8);
    expect(ran['2']).toBeLessThan(30);
  });

  it.each([
    ['a weight above 1', { '2': 1.5 }, 'ValidationException'],
    ['more than one additional version', { '2': 0.1, '3': 0.1 }, 'InvalidParameterValueException'],
    ['its own version', { '1': 0.1 }, 'InvalidParameterValueException'],
    ['$LATEST', { $LATEST: 0.1 }, 'InvalidParameterValueException'],
    ['a version that is not there', { '9': 0.1 }, 'ResourceNotFoundException'],
  ])('refuses %s', async (_what, AdditionalVersionWeights, name) => {
    const FunctionName = await canary(0);
    const update = lambda.send(new UpdateAliasCommand({ FunctionName, Name: 'live', RoutingConfig: { AdditionalVersionWeights } }));
    await expect(update).rejects.toMatchObject({ name });
  });

  it('needs no new version where nothing has changed', async () => {
    const FunctionName = await make(version('one'), { Publish: true });
    expect((await lambda.send(new PublishVersionCommand({ FunctionName }))).Version).toBe('1');
  });
});

describe('concurrency', () => {
  it('above what the machine holds waits for room, and above what is reserved is throttled', async () => {
    const slow = 'export const handler = async () => new Promise((done) => setTimeout(() => done(1), 400))';
    const FunctionName = await make(slow);
    const many = async (): Promise<readonly string[]> => {
      const all = await Promise.allSettled(Array.from({ length: 6 }, () => invoke({ FunctionName })));
      return all.flatMap((one) => (one.status === 'rejected' ? [String((one.reason as { Reason?: string }).Reason)] : []));
    };
    expect(await many()).toEqual([]);
    await lambda.send(new PutFunctionConcurrencyCommand({ FunctionName, ReservedConcurrentExecutions: 3 }));
    expect(await many()).toEqual(Array.from({ length: 3 }, () => 'ReservedFunctionConcurrentInvocationLimitExceeded'));
  });
});

describe('a function URL', () => {
  const echo = `export const handler = async (event) => event.rawPath === '/raw' ? { plain: true }
    : event.rawPath === '/fail' ? (() => { throw new Error('no') })()
    : { statusCode: 201, headers: { 'X-Own': 'yes' }, cookies: ['a=1', 'b=2'], body: JSON.stringify(event) };`;

  async function open(permissions: readonly ('InvokeFunctionUrl' | 'InvokeFunction')[]): Promise<string> {
    const FunctionName = await make(echo, { Publish: true });
    await lambda.send(new CreateAliasCommand({ FunctionName, Name: 'live', FunctionVersion: '1' }));
    const { FunctionUrl = '' } = await lambda.send(
      new CreateFunctionUrlConfigCommand({ FunctionName, Qualifier: 'live', AuthType: 'NONE' }),
    );
    for (const action of permissions) {
      await lambda.send(
        new AddPermissionCommand({
          FunctionName,
          Qualifier: 'live',
          StatementId: action,
          Action: `lambda:${action}`,
          Principal: '*',
          ...(action === 'InvokeFunctionUrl' ? { FunctionUrlAuthType: 'NONE' } : { InvokedViaFunctionUrl: true }),
        }),
      );
    }
    return FunctionUrl;
  }

  it('hands the request over in payload format 2.0 and interprets the answer', async () => {
    const url = await open(['InvokeFunctionUrl', 'InvokeFunction']);
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/);
    const response = await fetch(`${url}a/b?x=1&x=2&y=%20`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie: 'c=3; d=4', 'X-Mixed': 'Case' },
      body: '{"a":1}',
    });
    expect(response.status).toBe(201);
    expect(response.headers.get('x-own')).toBe('yes');
    expect(response.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
    expect(response.headers.get('x-amzn-requestid')).toMatch(/^[0-9a-f-]{36}$/);
    expect(await response.json()).toMatchObject({
      version: '2.0',
      routeKey: '$default',
      rawPath: '/a/b',
      rawQueryString: 'x=1&x=2&y=%20',
      queryStringParameters: { x: '1,2', y: ' ' },
      cookies: ['c=3', 'd=4'],
      headers: { 'x-mixed': 'Case', 'x-forwarded-proto': 'https' },
      requestContext: { accountId: 'anonymous', stage: '$default', http: { method: 'POST', path: '/a/b', protocol: 'HTTP/1.1' } },
      body: '{"a":1}',
      isBase64Encoded: false,
    });
  });

  it('answers a result without statusCode as the body, and a failure with 502', async () => {
    const url = await open(['InvokeFunctionUrl', 'InvokeFunction']);
    const raw = await fetch(`${url}raw`);
    expect([raw.status, raw.headers.get('content-type'), await raw.text()]).toEqual([200, 'application/json', '{"plain":true}']);
    const failed = await fetch(`${url}fail`);
    expect([failed.status, await failed.text()]).toEqual([502, 'Internal Server Error']);
  });

  it.each([[[]], [['InvokeFunctionUrl']], [['InvokeFunction']]] as const)('with permissions %j only is forbidden', async (permissions) => {
    const response = await fetch(await open(permissions));
    expect(response.status).toBe(403);
    expect(await response.text()).toContain('Forbidden');
  });
});

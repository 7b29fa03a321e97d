import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { AttachRolePolicyCommand, CreateRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import {
  CreateFunctionCommand,
  GetFunctionConfigurationCommand,
  InvokeCommand,
  LambdaClient,
  PublishVersionCommand,
  UpdateFunctionCodeCommand,
} from '@aws-sdk/client-lambda';
import { strToU8, zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FunctionFault } from '../../index.ts';
import { startTestEmulator, testAccount } from '../../testing.ts';
import type { TestEmulator } from '../../testing.ts';

/** Connects to the port that it is asked for, or answers which version it is. */
const code = (version: string): string => `
  import { connect } from 'node:net';
  export const handler = ({ port, forMs }) => new Promise((resolve) => {
    if (forMs !== undefined) return setTimeout(() => resolve('slept'), forMs);
    if (port === undefined) return resolve('version ${version}');
    connect(port, '127.0.0.1').once('connect', function () { this.destroy(); resolve('connected'); }).once('error', ({ message }) => resolve(message));
  });`;

let emulator: TestEmulator;
let lambda: LambdaClient;

beforeAll(async () => {
  emulator = await startTestEmulator({ maxConcurrentFunctions: 4 });
  lambda = emulator.client(LambdaClient);
  const iam = emulator.client(IAMClient);
  const trust = {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
  };
  const { Role } = await iam.send(new CreateRoleCommand({ RoleName: 'worker', AssumeRolePolicyDocument: JSON.stringify(trust) }));
  await iam.send(
    new AttachRolePolicyCommand({ RoleName: 'worker', PolicyArn: 'arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole' }),
  );
  const zip = (version: string): Uint8Array => zipSync({ 'index.mjs': strToU8(code(version)) });
  await lambda.send(
    new CreateFunctionCommand({
      FunctionName: 'fn',
      Runtime: 'nodejs24.x',
      Handler: 'index.handler',
      Role: Role?.Arn ?? '',
      Timeout: 20,
      Code: { ZipFile: zip('1') },
    }),
  );
  await lambda.send(new PublishVersionCommand({ FunctionName: 'fn' }));
  await lambda.send(new UpdateFunctionCodeCommand({ FunctionName: 'fn', ZipFile: zip('2') }));
  await lambda.send(new PublishVersionCommand({ FunctionName: 'fn' }));
});

afterAll(async () => {
  await emulator[Symbol.asyncDispose]();
});

async function invoke(Qualifier: string, event: object = {}): Promise<unknown> {
  const { Payload } = await lambda.send(new InvokeCommand({ FunctionName: 'fn', Qualifier, Payload: JSON.stringify(event) }));
  return JSON.parse(Buffer.from(Payload ?? []).toString('utf8')) as unknown;
}

function plant(effect: FunctionFault['effect'], version = '2'): string {
  const fault = {
    kind: 'function',
    account: testAccount,
    region: 'eu-central-1',
    function: 'fn',
    version,
    effect,
    sharePercent: 100,
  } as const;
  return emulator.faults.plant(fault).id;
}

/** What version 2 answers while the fault is planted in it, version 1 meanwhile, and version 2 after it. */
async function while2(effect: FunctionFault['effect'], event: object = {}): Promise<readonly [unknown, unknown, unknown]> {
  expect(await invoke('2')).toBe('version 2');
  const id = plant(effect);
  const during = await invoke('2', event);
  const other = await invoke('1', event);
  emulator.faults.remove(id);
  return [during, other, await invoke('2', event)];
}

describe('a fault in one version of a function', () => {
  it('makes it fail, and no other', async () => {
    const failure = { errorType: 'PlantedFault', errorMessage: 'A fault was planted in this version.' };
    expect(await while2({ kind: 'failure' })).toEqual([failure, 'version 1', 'version 2']);
  });

  it('makes it slower by as much as was said', async () => {
    const startedAt = performance.now();
    expect(await while2({ kind: 'latency', forMs: 150 })).toEqual(['version 2', 'version 1', 'version 2']);
    expect(performance.now() - startedAt).toBeGreaterThan(149);
  });

  it('lets its process crash before the handler is there, also where warm ones waited', async () => {
    const crash = {
      errorType: 'Runtime.ExitError',
      errorMessage: expect.stringMatching(/Runtime exited with error: exit status 1$/) as string,
    };
    expect(await while2({ kind: 'crash-at-init' })).toEqual([crash, 'version 1', 'version 2']);
  });

  it('lets it run out of memory', async () => {
    const aborted = { errorType: 'Runtime.ExitError', errorMessage: expect.stringMatching(/signal: aborted/) as string };
    const planted = plant({ kind: 'memory' });
    expect(await invoke('2', { forMs: 15_000 })).toEqual(aborted);
    emulator.faults.remove(planted);
    expect(await invoke('2')).toBe('version 2');
  });

  it('refuses its connections to one server, and no other ones', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const refused = `connect ECONNREFUSED 127.0.0.1:${port}`;
    expect(await while2({ kind: 'connection-refused', port }, { port })).toEqual([refused, 'connected', 'connected']);
    expect(await while2({ kind: 'connection-refused', port: port + 1 }, { port })).toEqual(['connected', 'connected', 'connected']);
    server.close();
  });

  it('kills its processes once, in the middle of what they do', async () => {
    await invoke('2');
    const asleep = invoke('2', { forMs: 15_000 });
    // The one warm environment has taken it once a second one had to start.
    expect(await invoke('2')).toBe('version 2');
    const id = plant({ kind: 'killed' }, '*');
    expect(await asleep).toMatchObject({
      errorType: 'Runtime.ExitError',
      errorMessage: expect.stringMatching(/signal: killed$/) as string,
    });
    expect(await invoke('2')).toBe('version 2');
    emulator.faults.remove(id);
  });
});

describe('a fault on an operation', () => {
  it('answers with the error that was planted, in one account and until it is taken away, and is in the trace', async () => {
    const { id } = emulator.faults.plant({
      kind: 'operation',
      account: testAccount,
      service: 'lambda',
      operation: 'GetFunctionConfiguration',
      effect: { kind: 'error', code: 'TooManyRequestsException', httpStatus: 429, message: 'Rate exceeded' },
      sharePercent: 100,
    });
    const asked = (): Promise<unknown> => lambda.send(new GetFunctionConfigurationCommand({ FunctionName: 'fn' }));
    await expect(asked()).rejects.toMatchObject({ name: 'TooManyRequestsException', message: 'Rate exceeded' });
    expect(emulator.faults.remove(id)).toBe(true);
    expect(emulator.faults.remove(id)).toBe(false);
    expect(await asked()).toMatchObject({ FunctionName: 'fn' });
    const kinds = emulator.trace().map((entry) => ('kind' in entry && 'id' in entry && entry.id === id ? entry.kind : ''));
    expect(kinds.filter((kind) => kind !== '')).toEqual(['fault-planted', 'fault-removed']);
  });
});

import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import {
  AddPermissionCommand,
  CreateFunctionCommand,
  CreateFunctionUrlConfigCommand,
  InvokeCommand,
  LambdaClient,
} from '@aws-sdk/client-lambda';
import { strToU8, zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startEmulatorProcess } from '../process.ts';
import { otherTestAccount, startTestEmulator, testAccount } from '../testing.ts';
import type { TestEmulator } from '../testing.ts';
import { startFunctionNetwork } from './start-function-network.ts';

/** Answers with what came of each thing that the event asks it to try. */
const code = `
import { connect } from 'node:net';
import { request } from 'node:http';
import { readlinkSync } from 'node:fs';
const tried = (port) => new Promise((done) => {
  const socket = connect({ host: '127.0.0.1', port });
  socket.once('data', (data) => (done(String(data)), socket.destroy())).once('error', ({ code }) => done(code));
});
const asked = ({ url, host }) => new Promise((done) => {
  request(url, host === undefined ? {} : { headers: { host } }, (answer) => (answer.resume(), done(answer.statusCode))).once('error', ({ code }) => done(code)).end();
});
const told = (port) => new Promise((done) => {
  let answer = '';
  const socket = connect({ host: '127.0.0.1', port, allowHalfOpen: true });
  socket.on('data', (data) => (answer += data)).once('end', () => done(answer)).once('error', ({ code }) => done(code)).end('x'.repeat(3e6));
});
export const handler = async ({ ports = [], urls = [], tell = [], requestContext }) => ({
  told: await Promise.all(tell.map(told)),
  urlId: requestContext?.apiId ?? '',
  pid: process.pid,
  ports: await Promise.all(ports.map(tried)),
  urls: await Promise.all(urls.map(asked)),
  network: process.platform === 'linux' ? readlinkSync('/proc/self/ns/net') : '',
});`;

interface Found {
  /** Where it was asked by its URL. */
  readonly urlId: string;
  readonly pid: number;
  readonly ports: readonly string[];
  readonly urls: readonly (number | string)[];
  readonly told: readonly string[];
  /** The name of its network namespace. */
  readonly network: string;
}

const reachable = mkdtempSync(join(tmpdir(), 'reachable-'));
const listening: Server[] = [];
let emulator: TestEmulator;
/** False where this machine can't: then every function finds everything, and the emulator says so. */
let isApart = false;
let own: LambdaClient;
let theirs: LambdaClient;

/** Something on this machine that greets whoever connects. */
function greeter(word: string): Promise<number> {
  return serving((connection) => connection.end(word));
}

/** Answers when the other side has said all. */
function countThenAnswer(connection: Socket): void {
  let length = 0;
  connection.on('data', (data: Buffer) => (length += data.byteLength));
  connection.on('end', () => connection.end(`${length} ${'y'.repeat(2_000_000)}`));
}

async function serving(take: (connection: Socket) => void): Promise<number> {
  const server = createServer({ allowHalfOpen: true }, take).listen(0, '127.0.0.1');
  listening.push(server);
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

function letReach(ports: Readonly<Record<string, readonly number[]>>): void {
  writeFileSync(join(reachable, 'databases.json'), JSON.stringify(ports));
}

async function makeFunction(
  lambda: LambdaClient,
  iam: IAMClient,
  name: string,
  variables: Readonly<Record<string, string>> = {},
): Promise<void> {
  const trust = {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
  };
  const { Role } = await iam.send(new CreateRoleCommand({ RoleName: name, AssumeRolePolicyDocument: JSON.stringify(trust) }));
  await lambda.send(
    new CreateFunctionCommand({
      FunctionName: name,
      Runtime: 'nodejs24.x',
      Handler: 'index.handler',
      Role: Role?.Arn ?? '',
      Timeout: 20,
      Environment: { Variables: variables },
      Code: { ZipFile: zipSync({ 'index.mjs': strToU8(code) }) },
    }),
  );
}

async function urlOf(lambda: LambdaClient, FunctionName: string): Promise<string> {
  const { FunctionUrl = '' } = await lambda.send(new CreateFunctionUrlConfigCommand({ FunctionName, AuthType: 'NONE' }));
  const anyone = { FunctionName, Principal: '*' };
  await lambda.send(
    new AddPermissionCommand({ ...anyone, StatementId: 'url', Action: 'lambda:InvokeFunctionUrl', FunctionUrlAuthType: 'NONE' }),
  );
  await lambda.send(
    new AddPermissionCommand({ ...anyone, StatementId: 'fn', Action: 'lambda:InvokeFunction', InvokedViaFunctionUrl: true }),
  );
  return FunctionUrl;
}

async function ask(lambda: LambdaClient, FunctionName: string, event: object = {}): Promise<Found> {
  const { Payload } = await lambda.send(new InvokeCommand({ FunctionName, Payload: JSON.stringify(event) }));
  return JSON.parse(Buffer.from(Payload ?? []).toString('utf8')) as Found;
}

beforeAll(async () => {
  emulator = await startTestEmulator({ network: { kind: 'namespaces', reachable } });
  isApart = emulator.network.kind === 'namespaces';
  own = emulator.client(LambdaClient);
  theirs = emulator.client(LambdaClient, otherTestAccount);
  await makeFunction(own, emulator.client(IAMClient), 'fn');
  await makeFunction(theirs, emulator.client(IAMClient, otherTestAccount), 'fn');
}, 30_000);

afterAll(async () => {
  await emulator[Symbol.asyncDispose]();
  for (const server of listening) server.close();
  rmSync(reachable, { recursive: true, force: true });
});

describe('a function’s network', () => {
  it('has what the folder names for its account, and not what it names for another or for nobody', async () => {
    const [mine, another, nobodys] = [await greeter('mine'), await greeter('another'), await greeter('nobodys')];
    letReach({ [testAccount]: [mine], [otherTestAccount]: [another] });
    const { ports } = await ask(own, 'fn', { ports: [mine, another, nobodys] });
    expect(ports).toEqual(isApart ? ['mine', 'ECONNREFUSED', 'ECONNREFUSED'] : ['mine', 'another', 'nobodys']);
    expect((await ask(theirs, 'fn', { ports: [mine, another] })).ports).toEqual(
      isApart ? ['ECONNREFUSED', 'another'] : ['mine', 'another'],
    );
  });

  it('carries all that is said, both ways and to its end', async () => {
    const [listener, breaker] = [await serving(countThenAnswer), await serving((connection) => connection.resetAndDestroy())];
    letReach({ [testAccount]: [listener, breaker] });
    await makeFunction(own, emulator.client(IAMClient), 'talker');
    const { told } = await ask(own, 'talker', { tell: [listener, listener, breaker] });
    expect(told.map((each) => each.slice(0, 10))).toEqual(['3000000 yy', '3000000 yy', expect.stringMatching(/^(ECONNRESET|EPIPE)$/)]);
    expect(told[0]).toHaveLength(2_000_008);
  });

  it('has the emulator and the function URLs of its account, and no other’s by port or by name', async () => {
    const [url, other] = [await urlOf(own, 'fn'), await urlOf(theirs, 'fn')];
    const { urls: reached } = await ask(own, 'fn', { urls: [{ url: emulator.endpoint }, { url }, { url: other }] });
    expect(reached).toEqual([403, 200, isApart ? 'ECONNREFUSED' : 200]);
    const byName = (id: string): object => ({ url: emulator.endpoint, host: `${id}.lambda-url.eu-central-1.on.aws` });
    const ids = await Promise.all([url, other].map(async (each) => ((await (await fetch(each)).json()) as Found).urlId));
    expect((await ask(own, 'fn', { urls: ids.map(byName) })).urls).toEqual([200, isApart ? 404 : 200]);
  });

  it('is that of the account: two functions share one, and another account’s is another', async () => {
    await makeFunction(own, emulator.client(IAMClient), 'second');
    const [first, second, other] = await Promise.all([ask(own, 'fn'), ask(own, 'second'), ask(theirs, 'fn')]);
    expect(second.network).toBe(first.network);
    expect(other.network !== first.network).toBe(isApart);
  });

  it('follows a port that moves, from the next function on', async () => {
    const [before, after] = [await greeter('before'), await greeter('after')];
    letReach({ [testAccount]: [before] });
    await makeFunction(own, emulator.client(IAMClient), 'early');
    expect((await ask(own, 'early', { ports: [before] })).ports).toEqual(['before']);
    letReach({ [testAccount]: [after] });
    await makeFunction(own, emulator.client(IAMClient), 'late');
    expect((await ask(own, 'late', { ports: [before, after] })).ports).toEqual(isApart ? ['ECONNREFUSED', 'after'] : ['before', 'after']);
  });

  it('lets a debugger in from outside, for as long as the function is there', async () => {
    const port = await free();
    await makeFunction(own, emulator.client(IAMClient), 'debugged', { NODE_OPTIONS: `--inspect=127.0.0.1:${port}` });
    await ask(own, 'debugged');
    const version = (await (await fetch(`http://127.0.0.1:${port}/json/version`)).json()) as object;
    expect(version).toMatchObject({ Browser: `node.js/${process.version}` });
  });

  it('is this machine’s unless another is asked for, and where no other can be made it says why', async () => {
    await using network = startFunctionNetwork({ kind: 'shared' });
    expect(await network.kind).toEqual({ kind: 'shared', because: 'no other was asked for', durationMs: 0 });
    const { network: made } = emulator;
    expect(made.kind === 'shared' ? made.because : 'nothing to say').not.toBe('');
  });

  it('is gone with a killed emulator, and so is everything in it', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'emulator-'));
    const killed = await startEmulatorProcess({
      dataDir,
      accounts: [testAccount],
      seed: 1,
      lifetime: 'parent',
      network: { kind: 'namespaces', reachable },
    });
    const credentials = killed.rootKeys[testAccount] ?? { accessKeyId: '', secretAccessKey: '' };
    const client = { endpoint: killed.endpoint, region: 'eu-central-1', credentials };
    await makeFunction(new LambdaClient(client), new IAMClient(client), 'fn');
    const { network, pid } = await ask(new LambdaClient(client), 'fn');
    process.kill(killed.pid, 'SIGKILL');
    await killed.exited;
    while (isAlive(pid)) await new Promise((resolve) => setImmediate(resolve));
    expect(isApart ? processesIn(network) : 0).toBe(0);
    rmSync(dataDir, { recursive: true, force: true });
  });
});

async function free(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    // One whose parent is gone stays in the table until somebody collects it.
    return process.platform !== 'linux' || !/^\d+ \(.*\) Z/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

function processesIn(network: string): number {
  return readdirSync('/proc').filter((name) => /^\d+$/.test(name) && networkOf(name) === network).length;
}

function networkOf(pid: string): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/ns/net`);
  } catch {
    // It has ended meanwhile, or is not ours to look at.
    return undefined;
  }
}

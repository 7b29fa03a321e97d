import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { AttachRolePolicyCommand, CreateRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import { CreateFunctionCommand, InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { strToU8, zipSync } from 'fflate';
import { measure, median } from './client.ts';
import type { Measured } from './client.ts';
import { startServer } from './server.ts';
import type { BenchServer } from './server.ts';
import { signedRequest, wireRequest } from './signed-request.ts';
import type { Comparison } from './table.ts';

const region = 'eu-central-1';
const body = Buffer.from('{"amount":12,"currency":"EUR"}');
const rounds = 5;
const inFlight = 16;

/** Warm invocations, by turns on the emulator and on a bare Runtime API loop; on Linux then with functions in network namespaces. */
export async function benchLambda(): Promise<readonly Comparison[]> {
  const shared = await benchFunctions('Lambda');
  return process.platform === 'linux' ? [...shared, ...(await benchFunctions('Lambda in a namespace', 'namespaces'))] : shared;
}

async function benchFunctions(title: string, ...args: readonly string[]): Promise<readonly Comparison[]> {
  await using emulator = await startServer('emulator-process.ts', ...args);
  await using floor = await startServer('floor/runtime-loop-process.ts', String(inFlight));
  const roleArn = await makeRole(emulator);
  await makeFunction(emulator, 'echo', roleArn);
  const { Payload } = await new LambdaClient(configurationOf(emulator)).send(new InvokeCommand({ FunctionName: 'echo', Payload: body }));
  if (!Payload || !body.equals(Payload)) throw new Error('The function did not answer with its event: nothing worth measuring runs.');
  const request = { method: 'POST', path: '/2015-03-31/functions/echo/invocations', port: emulator.port, body };
  const signed = await signedRequest(request, { service: 'lambda', region, credentials: emulator.credentials });
  const bare = wireRequest({ ...request, path: '/invoke' }, { host: '127.0.0.1' });
  const run = (server: BenchServer, wire: string, connections: number, warmUpMs = 200): Promise<Measured> =>
    measure({ port: server.port, connections, requests: [wire], warmUpMs, measureMs: 1000 });
  // As many environments as there are requests in flight, started before anything is measured.
  await run(emulator, signed, inFlight, 4000);
  await run(floor, bare, inFlight, 1000);
  const one = { emulator: [] as Measured[], floor: [] as Measured[] };
  const many = { emulator: [] as Measured[], floor: [] as Measured[] };
  for (let round = 0; round < rounds; round += 1) {
    one.floor.push(await run(floor, bare, 1));
    one.emulator.push(await run(emulator, signed, 1));
    many.floor.push(await run(floor, bare, inFlight));
    many.emulator.push(await run(emulator, signed, inFlight));
  }
  const cold = await coldStarts(emulator, roleArn);
  const of = (measured: readonly Measured[], what: keyof Measured): number => median(measured.map((each) => each[what]));
  const compare = (what: string, unit: string, key: keyof Measured, runs: typeof one): Comparison => ({
    what,
    unit,
    emulator: of(runs.emulator, key),
    floor: of(runs.floor, key),
  });
  return [
    compare(`${title}, warm, 1 in flight: p50`, 'ms', 'p50Ms', one),
    compare(`${title}, warm, 1 in flight: p99`, 'ms', 'p99Ms', one),
    compare(`${title}, warm, ${inFlight} in flight`, 'invokes/s', 'perSecond', many),
    compare(`${title}, warm, ${inFlight} in flight: p50`, 'ms', 'p50Ms', many),
    { what: `${title}, cold: first result (floor: an empty Node process)`, unit: 'ms', ...cold },
  ];
}

function configurationOf({ port, credentials }: BenchServer): ClientConfiguration {
  return { endpoint: `http://127.0.0.1:${port}`, region, credentials };
}

interface ClientConfiguration {
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: BenchServer['credentials'];
}

async function makeRole(server: BenchServer): Promise<string> {
  const trust = {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
  };
  const role = new CreateRoleCommand({ RoleName: 'worker', AssumeRolePolicyDocument: JSON.stringify(trust) });
  const iam = new IAMClient(configurationOf(server));
  const { Role } = await iam.send(role);
  // Functions write their logs: that is part of what is measured.
  const PolicyArn = 'arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole';
  await iam.send(new AttachRolePolicyCommand({ RoleName: 'worker', PolicyArn }));
  return Role?.Arn ?? '';
}

async function makeFunction(server: BenchServer, FunctionName: string, Role: string): Promise<void> {
  const ZipFile = zipSync({ 'index.mjs': strToU8('export const handler = async (event) => event;') });
  const runtime = { Runtime: 'nodejs24.x', Handler: 'index.handler' } as const;
  await new LambdaClient(configurationOf(server)).send(new CreateFunctionCommand({ FunctionName, ...runtime, Role, Code: { ZipFile } }));
}

async function coldStarts(server: BenchServer, roleArn: string): Promise<{ readonly emulator: number; readonly floor: number }> {
  const lambda = new LambdaClient(configurationOf(server));
  const measured = { emulator: [] as number[], floor: [] as number[] };
  for (let round = 0; round < rounds; round += 1) {
    const FunctionName = `cold-${round}`;
    await makeFunction(server, FunctionName, roleArn);
    measured.emulator.push(await timed(() => lambda.send(new InvokeCommand({ FunctionName, Payload: body }))));
    measured.floor.push(await timed(() => once(spawn(process.execPath, ['--eval', '']), 'exit')));
  }
  return { emulator: median(measured.emulator), floor: median(measured.floor) };
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const before = performance.now();
  await work();
  return performance.now() - before;
}

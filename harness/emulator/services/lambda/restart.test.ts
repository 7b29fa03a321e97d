import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateRoleCommand, IAMClient, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import {
  AddPermissionCommand,
  CreateFunctionCommand,
  CreateFunctionUrlConfigCommand,
  DeleteFunctionUrlConfigCommand,
  InvokeCommand,
  LambdaClient,
} from '@aws-sdk/client-lambda';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { startTestEmulator } from '../../testing.ts';
import type { TestEmulator } from '../../testing.ts';

async function deploy(emulator: TestEmulator, code: string): Promise<{ lambda: LambdaClient; url: string }> {
  const trust = {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
  };
  const { Role } = await emulator
    .client(IAMClient)
    .send(new CreateRoleCommand({ RoleName: 'worker', AssumeRolePolicyDocument: JSON.stringify(trust) }));
  const lambda = emulator.client(LambdaClient);
  await lambda.send(
    new CreateFunctionCommand({
      FunctionName: 'fn',
      Runtime: 'nodejs24.x',
      Handler: 'index.handler',
      Role: Role?.Arn ?? '',
      Timeout: 30,
      Code: { ZipFile: zipSync({ 'index.mjs': strToU8(code) }) },
    }),
  );
  const { FunctionUrl: url = '' } = await lambda.send(new CreateFunctionUrlConfigCommand({ FunctionName: 'fn', AuthType: 'NONE' }));
  for (const action of ['InvokeFunctionUrl', 'InvokeFunction']) {
    await lambda.send(new AddPermissionCommand({ FunctionName: 'fn', StatementId: action, Action: `lambda:${action}`, Principal: '*' }));
  }
  return { lambda, url };
}

describe('after a restart', () => {
  it('a function URL is the same and its function runs', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'emulator-'));
    const first = await startTestEmulator({ dataDir });
    const { url } = await deploy(first, 'export const handler = async () => "still here"');
    await first[Symbol.asyncDispose]();
    await using _second = await startTestEmulator({ dataDir });
    expect(await (await fetch(url)).text()).toBe('still here');
  });

  it('a function URL is where it was, also outside the part of the ports that new ones are drawn from', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'emulator-'));
    const portOf = (url: string): number => Number(new URL(url).port);
    const first = await startTestEmulator({ dataDir, portShare: { index: 119, of: 120 } });
    const { url } = await deploy(first, 'export const handler = async () => "still here"');
    expect(portOf(url)).toBeGreaterThanOrEqual(31_900);
    await first[Symbol.asyncDispose]();
    await using second = await startTestEmulator({ dataDir, portShare: { index: 0, of: 120 } });
    expect(await (await fetch(url)).text()).toBe('still here');
    const lambda = second.client(LambdaClient);
    await lambda.send(new DeleteFunctionUrlConfigCommand({ FunctionName: 'fn' }));
    const { FunctionUrl: anew = '' } = await lambda.send(new CreateFunctionUrlConfigCommand({ FunctionName: 'fn', AuthType: 'NONE' }));
    expect(portOf(anew)).toBeLessThan(20_100);
  });

  it('a function URL whose port is taken by now is an error that says so', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'emulator-'));
    const first = await startTestEmulator({ dataDir });
    const { url } = await deploy(first, 'export const handler = async () => 1');
    await first[Symbol.asyncDispose]();
    const other = createServer();
    await new Promise<void>((resolve) => {
      other.listen(Number(new URL(url).port), '127.0.0.1', resolve);
    });
    await expect(startTestEmulator({ dataDir })).rejects.toThrow(/function URL of fn in account 111122223333 .* that port is taken/);
    other.close();
  });
});

describe('processes of functions', () => {
  const busy = 'export const handler = async () => { setTimeout(() => { for (;;); }, 20); return process.pid }';

  it('are gone when the emulator has closed', async () => {
    const emulator = await startTestEmulator();
    const { lambda } = await deploy(emulator, 'export const handler = async () => process.pid');
    const { Payload } = await lambda.send(new InvokeCommand({ FunctionName: 'fn' }));
    const pid = Number(Buffer.from(Payload ?? []).toString());
    expect(isAlive(pid)).toBe(true);
    await emulator[Symbol.asyncDispose]();
    expect(isAlive(pid)).toBe(false);
  });

  it('are gone when the emulator is killed, also one in an endless loop', async () => {
    const pid = await pidOfFunctionUnderKilledEmulator(busy);
    await expect.poll(() => isAlive(pid), { timeout: 5000 }).toBe(false);
  });
});

describe('a role without permission to write logs', () => {
  it('leaves the function running, without a log', async () => {
    await using emulator = await startTestEmulator();
    const { lambda } = await deploy(emulator, 'export const handler = async () => 1');
    await lambda.send(new InvokeCommand({ FunctionName: 'fn' }));
    const denied = (): boolean =>
      emulator.trace().some(({ operation, decision }) => operation === 'CreateLogStream' && decision === 'denied');
    await expect.poll(denied, { timeout: 5000 }).toBe(true);
    const policy = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 'logs:*', Resource: '*' }] };
    await emulator
      .client(IAMClient)
      .send(new PutRolePolicyCommand({ RoleName: 'worker', PolicyName: 'logs', PolicyDocument: JSON.stringify(policy) }));
    expect((await lambda.send(new InvokeCommand({ FunctionName: 'fn' }))).StatusCode).toBe(200);
  });
});

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  // A zombie that nobody has reaped yet is dead all the same.
  return !execFileSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' }).startsWith('Z');
}

/** Starts an emulator in a process of its own, invokes the function there, and kills that process. */
async function pidOfFunctionUnderKilledEmulator(code: string): Promise<number> {
  const here = new URL('.', import.meta.url).href;
  const program = `
    const { startTestEmulator } = await import('${here}../../testing.ts');
    const { CreateRoleCommand, IAMClient } = await import('@aws-sdk/client-iam');
    const { CreateFunctionCommand, InvokeCommand, LambdaClient } = await import('@aws-sdk/client-lambda');
    const { strToU8, zipSync } = await import('fflate');
    const emulator = await startTestEmulator();
    const trust = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }] };
    const { Role } = await emulator.client(IAMClient).send(new CreateRoleCommand({ RoleName: 'worker', AssumeRolePolicyDocument: JSON.stringify(trust) }));
    const lambda = emulator.client(LambdaClient);
    await lambda.send(new CreateFunctionCommand({ FunctionName: 'fn', Runtime: 'nodejs24.x', Handler: 'index.handler', Role: Role.Arn,
      Code: { ZipFile: zipSync({ 'index.mjs': strToU8(${JSON.stringify(code)}) }) } }));
    const { Payload } = await lambda.send(new InvokeCommand({ FunctionName: 'fn' }));
    process.stdout.write(Buffer.from(Payload).toString() + '\\n');
  `;
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], { stdio: ['ignore', 'pipe', 'inherit'] });
  const pid = await new Promise<number>((resolve) => {
    child.stdout.once('data', (chunk: Buffer) => resolve(Number(chunk.toString())));
  });
  child.kill('SIGKILL');
  return pid;
}

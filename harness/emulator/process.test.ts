import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CodeDeployClient, PutLifecycleEventHookExecutionStatusCommand } from '@aws-sdk/client-codedeploy';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { controlClient } from './control-client.ts';
import { firstLine } from './first-line.ts';
import { startEmulatorProcess } from './process.ts';
import type { EmulatorProcess, ProcessOptions } from './process.ts';

const account = '111122223333';
let dataDir = '';
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'emulator-process-'));
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

function options(more: Partial<ProcessOptions> = {}): ProcessOptions {
  return { dataDir, accounts: [account], seed: 1, lifetime: 'parent', ...more };
}

type Reached = Pick<EmulatorProcess, 'endpoint' | 'rootKeys'>;

function asRoot({ endpoint, rootKeys }: Reached, region: string) {
  const credentials = rootKeys[account];
  if (credentials === undefined) throw new Error('no root key');
  return { endpoint, region, maxAttempts: 1, credentials };
}

async function whoAmI(emulator: Reached): Promise<string | undefined> {
  const client = new STSClient(asRoot(emulator, 'us-east-1'));
  return (await client.send(new GetCallerIdentityCommand())).Arn;
}

/** A process whose parent has died stays in the table as a zombie until somebody collects it: that is dead too. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return process.platform !== 'linux' || !/^\d+ \(.*\) Z/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

async function untilDead(pid: number): Promise<void> {
  while (isAlive(pid)) await new Promise((resolve) => setImmediate(resolve));
}

describe('the emulator as a process', () => {
  it('answers where it says, and ends when disposed', async () => {
    const emulator = await startEmulatorProcess(options());
    expect(await whoAmI(emulator)).toBe(`arn:aws:iam::${account}:root`);
    await emulator[Symbol.asyncDispose]();
    expect(await emulator.exited).toEqual({ code: 0, signal: null });
  });

  it('takes faults from who started it, and from nobody else', async () => {
    await using emulator = await startEmulatorProcess(options());
    const fault = {
      kind: 'operation',
      account,
      service: 'sts',
      operation: 'GetCallerIdentity',
      effect: { kind: 'error', code: 'ServiceUnavailable', httpStatus: 503, message: 'A fault was planted.' },
      sharePercent: 100,
    } as const;
    const planted = await emulator.control.plant(fault);
    expect(await emulator.control.list()).toEqual([planted]);
    await expect(whoAmI(emulator)).rejects.toMatchObject({ name: 'ServiceUnavailable' });
    expect(await emulator.control.remove(planted.id)).toBe(true);
    expect(await whoAmI(emulator)).toBe(`arn:aws:iam::${account}:root`);
    const stranger = controlClient({ url: emulator.controlUrl, token: 'guessed' });
    await expect(stranger.plant(fault)).rejects.toThrow('The token is wrong.');
    await expect(emulator.control.plant({ ...fault, sharePercent: 0 })).rejects.toThrow('sharePercent must be more than 0.');
  });

  it("lets who started it wait for a hook's report, and nobody else", async () => {
    await using emulator = await startEmulatorProcess(options());
    const { deploymentId, executionId } = await emulator.control.openHook(account, 'eu-central-1');
    expect(await emulator.control.hookStatus(executionId)).toBe('Pending');
    const codeDeploy = new CodeDeployClient(asRoot(emulator, 'eu-central-1'));
    const report = { deploymentId, lifecycleEventHookExecutionId: executionId, status: 'Succeeded' } as const;
    await codeDeploy.send(new PutLifecycleEventHookExecutionStatusCommand(report));
    expect(await emulator.control.hookStatus(executionId)).toBe('Succeeded');
    expect(await emulator.control.hookStatus('another')).toBeNull();
    const stranger = controlClient({ url: emulator.controlUrl, token: 'guessed' });
    await expect(stranger.openHook(account, 'eu-central-1')).rejects.toThrow('The token is wrong.');
  });

  it('keeps root keys over a kill', async () => {
    const first = await startEmulatorProcess(options());
    process.kill(first.pid, 'SIGKILL');
    await first.exited;
    await using second = await startEmulatorProcess(options());
    expect(second.rootKeys).toEqual(first.rootKeys);
  });

  it('says in one sentence that the port is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    await expect(startEmulatorProcess(options({ port }))).rejects.toMatchObject({
      code: 'PORT_IN_USE',
      message: `Port ${port} on 127.0.0.1 is in use by another process. Stop that one, or choose another port (0 takes a free one).`,
    });
    other.close();
  });

  it('says that the data directory is in use', async () => {
    await using first = await startEmulatorProcess(options());
    await expect(startEmulatorProcess(options())).rejects.toMatchObject({
      code: 'DATA_DIRECTORY_IN_USE',
      message: `The data directory ${dataDir} is in use by process ${first.pid}. Stop that one, or name another directory.`,
    });
  });

  it('ends with its parent, even a killed one', async () => {
    const { pid } = await startFromKilledParent('parent');
    await untilDead(pid);
    expect(isAlive(pid)).toBe(false);
  });

  it('goes on without its parent where it is detached, until it is told', async () => {
    const emulator = await startFromKilledParent('detached');
    expect(await whoAmI(emulator)).toBe(`arn:aws:iam::${account}:root`);
    process.kill(emulator.pid, 'SIGTERM');
    await untilDead(emulator.pid);
  });
});

async function startFromKilledParent(
  lifetime: ProcessOptions['lifetime'],
): Promise<Pick<EmulatorProcess, 'pid' | 'endpoint' | 'rootKeys'>> {
  const script = `
    const { startEmulatorProcess } = await import(${JSON.stringify(new URL('process.ts', import.meta.url).href)});
    const { pid, endpoint, rootKeys } = await startEmulatorProcess(${JSON.stringify(options({ lifetime }))});
    process.stdout.write(JSON.stringify({ pid, endpoint, rootKeys }) + '\\n');
    setInterval(() => {}, 1000);`;
  const parent = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
  const line = await firstLine(parent.stdout, parent);
  parent.kill('SIGKILL');
  await once(parent, 'exit');
  return JSON.parse(line ?? '') as EmulatorProcess;
}

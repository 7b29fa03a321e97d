import { CreateRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import {
  AddPermissionCommand,
  CreateAliasCommand,
  CreateFunctionCommand,
  CreateFunctionUrlConfigCommand,
  LambdaClient,
  PublishVersionCommand,
  PutFunctionConcurrencyCommand,
  UpdateFunctionCodeCommand,
} from '@aws-sdk/client-lambda';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { startTestEmulator } from '../../../testing.ts';
import type { TestEmulator } from '../../../testing.ts';

const zipOf = (code: string): Uint8Array => zipSync({ 'index.mjs': strToU8(code) });
const answering = (text: string): string =>
  `export const handler = async (event) => { if (event.rawPath === '/broken') throw new Error('no'); return '${text}'; };`;

/** Half of the traffic on each of two versions, which answer with what they are. */
async function makeSharedUrl(emulator: TestEmulator): Promise<string> {
  const trust = {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
  };
  const role = new CreateRoleCommand({ RoleName: 'worker', AssumeRolePolicyDocument: JSON.stringify(trust) });
  const { Role } = await emulator.client(IAMClient).send(role);
  const lambda = emulator.client(LambdaClient);
  const named = { FunctionName: 'fn' };
  const Code = { ZipFile: zipOf(answering('1')) };
  await lambda.send(new CreateFunctionCommand({ ...named, Runtime: 'nodejs24.x', Handler: 'index.handler', Role: Role?.Arn ?? '', Code }));
  await lambda.send(new PublishVersionCommand(named));
  await lambda.send(new UpdateFunctionCodeCommand({ ...named, ZipFile: zipOf(answering('2')) }));
  await lambda.send(new PublishVersionCommand(named));
  const RoutingConfig = { AdditionalVersionWeights: { 2: 0.5 } };
  await lambda.send(new CreateAliasCommand({ ...named, Name: 'live', FunctionVersion: '1', RoutingConfig }));
  const { FunctionUrl = '' } = await lambda.send(new CreateFunctionUrlConfigCommand({ ...named, Qualifier: 'live', AuthType: 'NONE' }));
  const anyone = { ...named, Qualifier: 'live', Principal: '*' };
  await lambda.send(
    new AddPermissionCommand({ ...anyone, StatementId: 'url', Action: 'lambda:InvokeFunctionUrl', FunctionUrlAuthType: 'NONE' }),
  );
  await lambda.send(
    new AddPermissionCommand({ ...anyone, StatementId: 'fn', Action: 'lambda:InvokeFunction', InvokedViaFunctionUrl: true }),
  );
  return FunctionUrl;
}

interface TracedRequest {
  readonly kind?: string;
  readonly executedVersion?: string | null;
  readonly status?: number;
  readonly path?: string;
  readonly durationMs?: number;
}

function tracedRequests(emulator: TestEmulator): readonly TracedRequest[] {
  return emulator.trace().filter((line: TracedRequest) => line.kind === 'url-request');
}

describe('the trace of requests to a function URL', () => {
  it('says which version of a shared alias answered, how and where, and nothing of what was asked for', async () => {
    await using emulator = await startTestEmulator();
    const url = await makeSharedUrl(emulator);
    const answers: string[] = [];
    for (let index = 0; index < 20; index += 1) answers.push(await (await fetch(`${url}payments/${String(index)}?token=secret`)).text());
    const lines = tracedRequests(emulator);
    expect(new Set(answers)).toEqual(new Set(['1', '2']));
    expect(lines.map((line) => line.executedVersion)).toEqual(answers);
    expect(lines.at(-1)).toMatchObject({ function: 'fn', qualifier: 'live', method: 'GET', path: '/payments/19', status: 200 });
    expect(lines.every((line) => (line.durationMs ?? 0) > 0)).toBe(true);
  });

  it('has those that failed, and those that no version came to', async () => {
    await using emulator = await startTestEmulator();
    const url = await makeSharedUrl(emulator);
    expect((await fetch(`${url}broken`)).status).toBe(502);
    expect(tracedRequests(emulator).at(-1)).toMatchObject({ status: 502, executedVersion: expect.stringMatching(/^[12]$/) as string });
    const lambda = emulator.client(LambdaClient);
    await lambda.send(new PutFunctionConcurrencyCommand({ FunctionName: 'fn', ReservedConcurrentExecutions: 0 }));
    await fetch(url);
    expect(tracedRequests(emulator).at(-1)).toMatchObject({ status: 429, executedVersion: null });
  });
});

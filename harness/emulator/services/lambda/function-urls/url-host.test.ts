import { request } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { CreateRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import { AddPermissionCommand, CreateFunctionCommand, CreateFunctionUrlConfigCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { startTestEmulator } from '../../../testing.ts';
import type { TestEmulator } from '../../../testing.ts';

/** fetch writes its own Host header. */
async function get(port: number, host: string): Promise<{ readonly status: number | undefined; readonly body: string }> {
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    request({ host: '127.0.0.1', port, path: '/a?b=c', headers: { host } }, resolve).once('error', reject).end();
  });
  return { status: response.statusCode, body: await text(response) };
}

async function makeOpenUrl(emulator: TestEmulator): Promise<string> {
  const trust = {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
  };
  const role = new CreateRoleCommand({ RoleName: 'worker', AssumeRolePolicyDocument: JSON.stringify(trust) });
  const { Role } = await emulator.client(IAMClient).send(role);
  const lambda = emulator.client(LambdaClient);
  const code = 'export const handler = async (event) => [event.requestContext.apiId, event.rawPath, event.requestContext.domainName]';
  const Code = { ZipFile: zipSync({ 'index.mjs': strToU8(code) }) };
  const named = { FunctionName: 'fn' };
  await lambda.send(new CreateFunctionCommand({ ...named, Runtime: 'nodejs24.x', Handler: 'index.handler', Role: Role?.Arn ?? '', Code }));
  const { FunctionUrl = '' } = await lambda.send(new CreateFunctionUrlConfigCommand({ ...named, AuthType: 'NONE' }));
  const anyone = { ...named, Principal: '*' };
  await lambda.send(
    new AddPermissionCommand({ ...anyone, StatementId: 'url', Action: 'lambda:InvokeFunctionUrl', FunctionUrlAuthType: 'NONE' }),
  );
  await lambda.send(
    new AddPermissionCommand({ ...anyone, StatementId: 'fn', Action: 'lambda:InvokeFunction', InvokedViaFunctionUrl: true }),
  );
  return FunctionUrl;
}

describe('a function URL on the emulator’s own port', () => {
  it('is known by the Host header, in AWS’s form and in that of other emulators', async () => {
    await using emulator = await startTestEmulator();
    const url = await makeOpenUrl(emulator);
    const [urlId = ''] = (await (await fetch(url)).json()) as readonly string[];
    for (const ending of ['on.aws', 'localhost:4566', 'localhost.localstack.cloud:4566']) {
      const host = `${urlId}.lambda-url.eu-central-1.${ending}`;
      const answer = await get(emulator.port, host);
      expect([answer.status, JSON.parse(answer.body)]).toEqual([200, [urlId, '/a', host]]);
    }
    expect((await get(emulator.port, 'nobody.lambda-url.eu-central-1.on.aws')).status).toBe(404);
    // Somebody's bucket.
    expect((await get(emulator.port, `${urlId}.lambda-url.eu.s3.localhost`)).body).toContain('NoSuchBucket');
  });
});

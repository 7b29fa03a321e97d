import { CreateRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import {
  AddPermissionCommand,
  CreateAliasCommand,
  CreateFunctionCommand,
  CreateFunctionUrlConfigCommand,
  LambdaClient,
  PublishVersionCommand,
  UpdateFunctionCodeCommand,
} from '@aws-sdk/client-lambda';
import { strToU8, zipSync } from 'fflate';
import { type TestEmulator, testAccount } from '../../../emulator/testing.ts';
import { AwsClients } from '../../aws/accounts.ts';
import type { StackFunction } from '../stack-functions.ts';

const code = (version: number): string =>
  `export const handler = async (event) => {
    if (event.rawPath === '/slow') await new Promise((done) => setTimeout(done, 300));
    return { statusCode: event.rawPath === '/broken' ? 500 : 200, body: '${String(version)}' + (event.body ?? '') };
  };`;

/** A function with as many versions, each of which answers with what it is; its alias `live` is version 1, and has a URL that is open to all. */
export async function makeSharedFunction(emulator: TestEmulator, name: string, versions = 2): Promise<StackFunction> {
  const trust = {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
  };
  const role = new CreateRoleCommand({ RoleName: name, AssumeRolePolicyDocument: JSON.stringify(trust) });
  const { Role: made } = await emulator.client(IAMClient).send(role);
  const lambda = emulator.client(LambdaClient);
  const named = { FunctionName: name };
  const zip = (version: number): Uint8Array => zipSync({ 'index.mjs': strToU8(code(version)) });
  const what = { Runtime: 'nodejs24.x', Handler: 'index.handler', Role: made?.Arn ?? '', Code: { ZipFile: zip(1) } } as const;
  await lambda.send(new CreateFunctionCommand({ ...named, ...what }));
  await lambda.send(new PublishVersionCommand(named));
  for (let version = 2; version <= versions; version += 1) {
    await lambda.send(new UpdateFunctionCodeCommand({ ...named, ZipFile: zip(version) }));
    await lambda.send(new PublishVersionCommand(named));
  }
  await lambda.send(new CreateAliasCommand({ ...named, Name: 'live', FunctionVersion: '1' }));
  const anyone = { ...named, Qualifier: 'live', Principal: '*' };
  const { FunctionUrl: url = '' } = await lambda.send(
    new CreateFunctionUrlConfigCommand({ ...named, Qualifier: 'live', AuthType: 'NONE' }),
  );
  const byUrl = { Action: 'lambda:InvokeFunctionUrl', FunctionUrlAuthType: 'NONE' } as const;
  await lambda.send(new AddPermissionCommand({ ...anyone, StatementId: 'url', ...byUrl }));
  const behindIt = { Action: 'lambda:InvokeFunction', InvokedViaFunctionUrl: true } as const;
  await lambda.send(new AddPermissionCommand({ ...anyone, StatementId: 'behind-it', ...behindIt }));
  return { name, logicalId: logicalIdOf(name), physicalId: name, alias: 'live', url, clients: clientsOf(emulator) };
}

/** `read-payment` is ReadPayment in its template. */
function logicalIdOf(name: string): string {
  return name.replaceAll(/(?:^|-)(.)/g, (_, letter: string) => letter.toUpperCase());
}

function clientsOf(emulator: TestEmulator): AwsClients {
  const credentials = emulator.rootKeys[testAccount];
  if (credentials === undefined) throw new Error('the test emulator has no root key');
  return new AwsClients({ endpoint: emulator.endpoint, region: 'eu-central-1', credentials: () => Promise.resolve(credentials) });
}

import {
  CreateFunctionCommand,
  InvokeCommand,
  LambdaClient,
  UpdateFunctionCodeCommand,
  waitUntilFunctionActiveV2,
  waitUntilFunctionUpdatedV2,
} from '@aws-sdk/client-lambda';
import type { InvokeCommandInput } from '@aws-sdk/client-lambda';
import { strToU8, zipSync } from 'fflate';
import { makeRole, trustIn } from './people.ts';
import type { ConformanceWorld } from './suite.ts';

export function zipOf(code: string): Uint8Array {
  // A fixed time makes the same code the same bytes.
  return zipSync({ 'index.mjs': strToU8(code) }, { mtime: new Date('2026-01-01T00:00:00Z') });
}

/** A handler that answers a fixed text. */
export const answering = (text: string): string => `export const handler = async () => ${JSON.stringify(text)};`;

/** At once where the backend has it ready with the answer; seconds on AWS, where nothing may be done with it before. */
const ready = { minDelay: 1, maxDelay: 1, maxWaitTime: 20 } as const;

export async function untilActive(client: LambdaClient, FunctionName: string): Promise<void> {
  await waitUntilFunctionActiveV2({ client, ...ready }, { FunctionName });
}

/** A new function with that code of an ES module, and a role of its own that may write logs. Gives its name. */
export async function makeFunction(
  world: ConformanceWorld,
  code: string,
  more: Partial<ConstructorParameters<typeof CreateFunctionCommand>[0]> = {},
): Promise<string> {
  const lambda = world.client(LambdaClient, world.account);
  const name = world.unique('fn');
  const logs = ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents'];
  const Role = await makeRole(world, world.account, trustIn({ Service: 'lambda.amazonaws.com' }), {
    Effect: 'Allow',
    Action: logs,
    Resource: '*',
  });
  await lambda.send(
    new CreateFunctionCommand({
      FunctionName: name,
      Runtime: 'nodejs22.x',
      Handler: 'index.handler',
      Timeout: 10,
      Role,
      Code: { ZipFile: zipOf(code) },
      ...more,
    }),
  );
  await untilActive(lambda, name);
  return name;
}

/** A function with version 1 answering `one` and version 2 answering `two`. */
export async function makeTwoVersions(world: ConformanceWorld): Promise<string> {
  const lambda = world.client(LambdaClient, world.account);
  const FunctionName = await makeFunction(world, answering('one'), { Publish: true });
  await lambda.send(new UpdateFunctionCodeCommand({ FunctionName, ZipFile: zipOf(answering('two')), Publish: true }));
  await waitUntilFunctionUpdatedV2({ client: lambda, ...ready }, { FunctionName });
  return FunctionName;
}

export interface Invoked {
  readonly status: number | undefined;
  readonly error: string | undefined;
  readonly version: string | undefined;
  readonly log: string;
  readonly result: unknown;
}

export async function invoke(lambda: LambdaClient, input: InvokeCommandInput): Promise<Invoked> {
  const { StatusCode, FunctionError, ExecutedVersion, LogResult = '', Payload } = await lambda.send(new InvokeCommand(input));
  const text = Buffer.from(Payload ?? new Uint8Array()).toString('utf8');
  return {
    status: StatusCode,
    error: FunctionError,
    version: ExecutedVersion,
    log: Buffer.from(LogResult, 'base64').toString('utf8'),
    result: text === '' ? undefined : (JSON.parse(text) as unknown),
  };
}

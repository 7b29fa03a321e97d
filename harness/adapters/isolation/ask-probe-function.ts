import { randomBytes } from 'node:crypto';
import {
  CreateFunctionCommand,
  DeleteFunctionCommand,
  InvokeCommand,
  type InvokeCommandOutput,
  LambdaClient,
  waitUntilFunctionActiveV2,
} from '@aws-sdk/client-lambda';
import { strToU8, zipSync } from 'fflate';
import type { AwsClients } from '../aws/accounts.ts';

export const probePrefix = 'rehearsal-isolation-';

/** What a function of our own with that role answers to one event. It is made for that, and removed. */
export async function askProbeFunction({ lambda, options }: AwsClients, role: string, handler: string, event: unknown): Promise<unknown> {
  const name = `${probePrefix}${randomBytes(6).toString('hex')}`;
  const zip = zipSync({ 'index.mjs': strToU8(handler) });
  await lambda.send(
    new CreateFunctionCommand({
      FunctionName: name,
      Role: role,
      Runtime: 'nodejs22.x',
      Handler: 'index.handler',
      Timeout: timeoutSeconds,
      Code: { ZipFile: zip },
    }),
  );
  try {
    await waitUntilFunctionActiveV2({ client: lambda, maxWaitTime: 60, minDelay: 1, maxDelay: 1 }, { FunctionName: name });
    const Payload = Buffer.from(JSON.stringify(event));
    const { Payload: payload, FunctionError: failure } = await invoke(options, new InvokeCommand({ FunctionName: name, Payload }));
    const text = Buffer.from(payload ?? []).toString('utf8');
    if (failure !== undefined) throw new Error(`the probe function of ${role} failed: ${text}`);
    return JSON.parse(text) as unknown;
  } finally {
    await lambda.send(new DeleteFunctionCommand({ FunctionName: name }));
  }
}

const timeoutSeconds = 10;

/** Users' traffic may have all the concurrency there is (429) for some seconds: the SDK then waits longer each time, a minute in all. */
async function invoke(options: AwsClients['options'], command: InvokeCommand): Promise<InvokeCommandOutput> {
  const patient = new LambdaClient({ ...options, maxAttempts: 8 });
  try {
    return await patient.send(command);
  } finally {
    patient.destroy();
  }
}

import { DeleteLogGroupCommand } from '@aws-sdk/client-cloudwatch-logs';
import { CreateFunctionCommand, DeleteFunctionCommand, waitUntilFunctionActiveV2 } from '@aws-sdk/client-lambda';
import { strToU8, zipSync } from 'fflate';
import { errorOf } from './error-of.ts';
import { makeRole } from './make-role.ts';
import type { ProbePlace } from './probe.ts';

const activeLimitSeconds = 30;

export function zipOf(code: string): Uint8Array {
  return zipSync({ 'index.mjs': strToU8(code) });
}

/** A function with that code of an ES module, as version 1. Gives its name. */
export async function makeFunction(place: ProbePlace, code: string, account: string = place.account): Promise<string> {
  const { lambda, logs } = place.owner(account);
  const FunctionName = place.name('function');
  const Role = await makeRole(place, { Principal: { Service: 'lambda.amazonaws.com' } }, account);
  await lambda.send(
    new CreateFunctionCommand({
      FunctionName,
      Role,
      Runtime: 'nodejs22.x',
      Handler: 'index.handler',
      Timeout: 10,
      Code: { ZipFile: zipOf(code) },
      Publish: true,
    }),
  );
  // Some backends make it at the first call, whether the role may or not.
  place.afterwards(() => errorOf(logs.send(new DeleteLogGroupCommand({ logGroupName: `/aws/lambda/${FunctionName}` }))));
  place.afterwards(() => lambda.send(new DeleteFunctionCommand({ FunctionName })));
  await waitUntilFunctionActiveV2({ client: lambda, minDelay: 1, maxDelay: 1, maxWaitTime: activeLimitSeconds }, { FunctionName });
  return FunctionName;
}

import {
  AddPermissionCommand,
  type AddPermissionRequest,
  CreateAliasCommand,
  CreateFunctionUrlConfigCommand,
  type FunctionUrlConfig,
  GetAliasCommand,
  GetFunctionUrlConfigCommand,
  GetPolicyCommand,
  LambdaServiceException,
  UpdateAliasCommand,
} from '@aws-sdk/client-lambda';
import { z } from 'zod';
import type { StackFunction } from './stack-functions.ts';

/** Beside `live`: the alias through which a version is reached that users are not sent to. */
export function greenAliasOf({ alias }: Pick<StackFunction, 'alias'>): string {
  return `${alias}-green`;
}

/** The version that it points at; null where there is no such alias yet. */
export async function greenVersion(fn: StackFunction): Promise<string | null> {
  const asked = new GetAliasCommand({ FunctionName: fn.physicalId, Name: greenAliasOf(fn) });
  return (await unlessMissing(fn.clients.lambda.send(asked)))?.FunctionVersion ?? null;
}

/** Its function URL. Throws where it has none: nobody pointed it at a version yet. */
export async function greenUrl(fn: StackFunction): Promise<string> {
  const asked = new GetFunctionUrlConfigCommand({ FunctionName: fn.physicalId, Qualifier: greenAliasOf(fn) });
  const { FunctionUrl: url } = await fn.clients.lambda.send(asked);
  if (url === undefined) throw new Error(`${fn.physicalId} has no address for its alias ${greenAliasOf(fn)}.`);
  return url;
}

/**
 * Points the green alias at a version and answers its function URL, which is open to those to whom the live one's is. It stays afterwards, as a
 * target group without weight does.
 */
export async function pointGreen(fn: StackFunction, version: string): Promise<string> {
  const { lambda } = fn.clients;
  const alias = { FunctionName: fn.physicalId, Name: greenAliasOf(fn), FunctionVersion: version };
  const now = await greenVersion(fn);
  if (now === null) await lambda.send(new CreateAliasCommand(alias));
  else if (now !== version) await lambda.send(new UpdateAliasCommand(alias));
  const green = { FunctionName: fn.physicalId, Qualifier: greenAliasOf(fn) };
  const known = await unlessMissing(lambda.send(new GetFunctionUrlConfigCommand(green)));
  const { AuthType, Cors, InvokeMode } = await lambda.send(new GetFunctionUrlConfigCommand({ ...green, Qualifier: fn.alias }));
  const asLive: Pick<FunctionUrlConfig, 'AuthType' | 'Cors' | 'InvokeMode'> = {
    AuthType,
    ...(Cors === undefined ? {} : { Cors }),
    ...(InvokeMode === undefined || InvokeMode === 'BUFFERED' ? {} : { InvokeMode }),
  };
  if (known === null) await lambda.send(new CreateFunctionUrlConfigCommand({ ...green, ...asLive }));
  await permitAsLive(fn);
  return await greenUrl(fn);
}

const statement = z.object({
  Sid: z.string(),
  Principal: z.union([z.literal('*'), z.object({ AWS: z.string() }).transform(({ AWS }) => AWS)]),
  Action: z.string(),
  Condition: z
    .object({
      StringEquals: z.object({ 'lambda:FunctionUrlAuthType': z.enum(['NONE', 'AWS_IAM']).optional() }).default({}),
      Bool: z.object({ 'lambda:InvokedViaFunctionUrl': z.string().optional() }).default({}),
    })
    .default({ StringEquals: {}, Bool: {} }),
});
const policy = z.object({ Statement: z.array(z.unknown()) });

/** Copies what lets somebody through the live URL, and nothing else of its policy. */
async function permitAsLive(fn: StackFunction): Promise<void> {
  const green = greenAliasOf(fn);
  const [live, there] = await Promise.all([statementsOf(fn, fn.alias), statementsOf(fn, green)]);
  for (const each of live) {
    const wanted = permissionOf(each);
    if (wanted === null || there.some(({ Sid }) => Sid === each.Sid)) continue;
    await fn.clients.lambda.send(new AddPermissionCommand({ FunctionName: fn.physicalId, Qualifier: green, ...wanted }));
  }
}

async function statementsOf({ clients, physicalId }: StackFunction, qualifier: string): Promise<readonly z.output<typeof statement>[]> {
  const found = await unlessMissing(clients.lambda.send(new GetPolicyCommand({ FunctionName: physicalId, Qualifier: qualifier })));
  if (found?.Policy === undefined) return [];
  return policy.parse(JSON.parse(found.Policy)).Statement.flatMap((each) => {
    const read = statement.safeParse(each);
    return read.success ? [read.data] : [];
  });
}

function permissionOf({
  Sid,
  Principal,
  Action,
  Condition,
}: z.output<typeof statement>): Omit<AddPermissionRequest, 'FunctionName' | 'Qualifier'> | null {
  const authType = Condition.StringEquals['lambda:FunctionUrlAuthType'];
  const base = { StatementId: Sid, Principal, Action };
  if (Action === 'lambda:InvokeFunctionUrl') return { ...base, ...(authType === undefined ? {} : { FunctionUrlAuthType: authType }) };
  const viaUrl = Condition.Bool['lambda:InvokedViaFunctionUrl'] === 'true';
  return Action === 'lambda:InvokeFunction' && viaUrl ? { ...base, InvokedViaFunctionUrl: true } : null;
}

async function unlessMissing<Answer>(asked: Promise<Answer>): Promise<Answer | null> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof LambdaServiceException && error.name === 'ResourceNotFoundException') return null;
    throw error;
  }
}

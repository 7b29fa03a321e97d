import {
  DeleteFunctionConcurrency$,
  PutFunctionConcurrency$,
  TagResource$,
  UntagResource$,
  UpdateFunctionCode$,
  UpdateFunctionConfiguration$,
} from '@aws-sdk/client-lambda';
import { isDeepStrictEqual } from 'node:util';
import { codeInput } from './lambda-function-code.ts';
import { untilActive, type FunctionState } from './lambda-function-state.ts';
import type { FunctionProperties } from './lambda-function-properties.ts';
import { tagChanges, tagMap } from './physical-name.ts';
import type { ResourceContext } from './resource-kind.ts';

type ConfigurationName = keyof FunctionProperties & keyof typeof absent;

/** What a configuration property goes back to when a template no longer has it. */
const absent = {
  Role: undefined,
  Handler: undefined,
  Runtime: undefined,
  Description: '',
  Timeout: 3,
  MemorySize: 128,
  Environment: { Variables: {} },
  EphemeralStorage: { Size: 512 },
  LoggingConfig: {},
  TracingConfig: { Mode: 'PassThrough' },
  SnapStart: { ApplyOn: 'None' },
  Layers: [],
  VpcConfig: { SubnetIds: [], SecurityGroupIds: [] },
  DeadLetterConfig: { TargetArn: '' },
} as const;

/** Brings a function's code, configuration, concurrency and tags from one state to the other, by the calls that each needs. */
export async function changeFunction(
  FunctionName: string,
  before: Partial<FunctionProperties>,
  after: FunctionProperties,
  context: ResourceContext,
): Promise<void> {
  const changed = (name: keyof FunctionProperties): boolean => !isDeepStrictEqual(before[name], after[name]);
  const configuration = configurationChanges(changed, after);
  if (Object.keys(configuration).length > 0) {
    await untilActive(
      FunctionName,
      await context.call<FunctionState>(UpdateFunctionConfiguration$, { FunctionName, ...configuration }),
      context,
    );
  }
  if (changed('Code') || changed('Architectures')) {
    const { Architectures } = after;
    const code = { ...codeInput(after.Code, after.Runtime), ...(Architectures === undefined ? {} : { Architectures }) };
    await untilActive(FunctionName, await context.call<FunctionState>(UpdateFunctionCode$, { FunctionName, ...code }), context);
  }
  if (changed('ReservedConcurrentExecutions')) {
    const { ReservedConcurrentExecutions } = after;
    if (ReservedConcurrentExecutions === undefined) await context.call(DeleteFunctionConcurrency$, { FunctionName });
    else await context.call(PutFunctionConcurrency$, { FunctionName, ReservedConcurrentExecutions });
  }
  await changeTags(FunctionName, context);
}

function configurationChanges(changed: (name: keyof FunctionProperties) => boolean, after: FunctionProperties): Record<string, unknown> {
  const names = Object.keys(absent) as ConfigurationName[];
  const changes: [string, unknown][] = names.filter(changed).map((name) => [name, after[name] ?? absent[name]]);
  if (changed('KmsKeyArn')) changes.push(['KMSKeyArn', after.KmsKeyArn ?? '']);
  return Object.fromEntries(changes.filter(([, value]) => value !== undefined));
}

async function changeTags(name: string, context: ResourceContext): Promise<void> {
  const { put, removed } = tagChanges(context.tagsBefore, context.tags);
  const Resource = `arn:aws:lambda:${context.region}:${context.account}:function:${name}`;
  if (put.length > 0) await context.call(TagResource$, { Resource, Tags: tagMap(put) });
  if (removed.length > 0) await context.call(UntagResource$, { Resource, TagKeys: removed });
}

import { CreateFunction$, DeleteFunction$, GetFunctionConfiguration$, PutFunctionConcurrency$ } from '@aws-sdk/client-lambda';
import { boolean, integer, listOf, mapOf, objectOf, oneOf, string, tags } from '../template/shape.ts';
import { changeFunction } from './lambda-function-change.ts';
import type { FunctionProperties } from './lambda-function-properties.ts';
import { codeInput, functionCodeShape } from './lambda-function-code.ts';
import { untilActive } from './lambda-function-state.ts';
import { generatedName, tagMap } from './physical-name.ts';
import { defineKind, type Physical, type ResourceContext } from './resource-kind.ts';

export const lambdaFunction = defineKind<FunctionProperties>({
  type: 'AWS::Lambda::Function',
  properties: {
    FunctionName: { shape: string, replaces: true },
    PackageType: { shape: oneOf('Zip', 'Image'), replaces: true },
    Code: { shape: functionCodeShape, required: true },
    Role: { shape: string, required: true },
    Handler: { shape: string },
    Runtime: { shape: string },
    Description: { shape: string },
    Timeout: { shape: integer },
    MemorySize: { shape: integer },
    Architectures: { shape: listOf(oneOf('x86_64', 'arm64')) },
    Environment: { shape: objectOf({ Variables: { shape: mapOf(string) } }) },
    EphemeralStorage: { shape: objectOf({ Size: { shape: integer, required: true } }) },
    LoggingConfig: {
      shape: objectOf({
        LogFormat: { shape: oneOf('Text', 'JSON') },
        LogGroup: { shape: string },
        ApplicationLogLevel: { shape: string },
        SystemLogLevel: { shape: string },
      }),
    },
    TracingConfig: { shape: objectOf({ Mode: { shape: oneOf('Active', 'PassThrough') } }) },
    SnapStart: { shape: objectOf({ ApplyOn: { shape: oneOf('PublishedVersions', 'None'), required: true } }) },
    Layers: { shape: listOf(string) },
    VpcConfig: {
      shape: objectOf({
        SubnetIds: { shape: listOf(string) },
        SecurityGroupIds: { shape: listOf(string) },
        Ipv6AllowedForDualStack: { shape: boolean },
      }),
    },
    DeadLetterConfig: { shape: objectOf({ TargetArn: { shape: string } }) },
    KmsKeyArn: { shape: string },
    ReservedConcurrentExecutions: { shape: integer },
    Tags: { shape: tags },
  },
  notEmulated: [
    'CapacityProviderConfig',
    'CodeSigningConfigArn',
    'DurableConfig',
    'FileSystemConfigs',
    'FunctionScalingConfig',
    'ImageConfig',
    'PublishToLatestPublished',
    'RecursiveLoop',
    'RuntimeManagementConfig',
    'TenancyConfig',
  ],
  attributes: ['Arn'],
  nameProperty: 'FunctionName',
  tagged: true,
  idOf: functionName,
  create: async (properties, context) => {
    const { Tags: _tags, ReservedConcurrentExecutions: reserved, Code: code, KmsKeyArn: key, ...configuration } = properties;
    const FunctionName = functionName(properties, context);
    const made = await context.call<{ readonly FunctionArn?: string; readonly State?: string }>(CreateFunction$, {
      ...configuration,
      FunctionName,
      Code: codeInput(code, properties.Runtime),
      ...(key === undefined ? {} : { KMSKeyArn: key }),
      ...(context.tags.length === 0 ? {} : { Tags: tagMap(context.tags) }),
    });
    context.exists(FunctionName);
    await untilActive(FunctionName, made, context);
    if (reserved !== undefined) await context.call(PutFunctionConcurrency$, { FunctionName, ReservedConcurrentExecutions: reserved });
    return physical(FunctionName, made.FunctionArn);
  },
  update: async ({ id, attributes }, before, after, context) => {
    await changeFunction(id, before, after, context);
    const { Arn: arn } = attributes;
    if (typeof arn === 'string') return physical(id, arn);
    const { FunctionArn } = await context.call<{ readonly FunctionArn?: string }>(GetFunctionConfiguration$, { FunctionName: id });
    return physical(id, FunctionArn);
  },
  remove: async ({ id }, _properties, context) => {
    await context.call(DeleteFunction$, { FunctionName: id });
  },
});

function functionName(properties: Pick<FunctionProperties, 'FunctionName'>, context: ResourceContext): string {
  return properties.FunctionName ?? generatedName(context, 64);
}

function physical(id: string, arn: string | undefined): Physical {
  return { id, attributes: { Arn: arn ?? '' } };
}

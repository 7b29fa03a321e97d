import { CreateFunctionUrlConfig$, DeleteFunctionUrlConfig$, UpdateFunctionUrlConfig$ } from '@aws-sdk/client-lambda';
import type { JsonObject } from '../template/json.ts';
import { boolean, integer, listOf, objectOf, oneOf, string } from '../template/shape.ts';
import { functionAndQualifier } from './lambda-function-name.ts';
import { defineKind, type Physical } from './resource-kind.ts';

interface UrlProperties {
  readonly TargetFunctionArn: string;
  readonly AuthType: string;
  readonly Qualifier?: string;
  readonly Cors?: JsonObject;
  readonly InvokeMode?: string;
}

interface UrlOutput {
  readonly FunctionArn?: string;
  readonly FunctionUrl?: string;
}

export const lambdaUrl = defineKind<UrlProperties>({
  type: 'AWS::Lambda::Url',
  properties: {
    TargetFunctionArn: { shape: string, required: true, replaces: true },
    Qualifier: { shape: string, replaces: true },
    AuthType: { shape: oneOf('AWS_IAM', 'NONE'), required: true },
    Cors: {
      shape: objectOf({
        AllowCredentials: { shape: boolean },
        AllowHeaders: { shape: listOf(string) },
        AllowMethods: { shape: listOf(string) },
        AllowOrigins: { shape: listOf(string) },
        ExposeHeaders: { shape: listOf(string) },
        MaxAge: { shape: integer },
      }),
    },
    InvokeMode: { shape: oneOf('BUFFERED', 'RESPONSE_STREAM') },
  },
  notEmulated: [],
  attributes: ['FunctionArn', 'FunctionUrl'],
  tagged: false,
  idOf: ({ TargetFunctionArn, Qualifier }, { account, region }) => {
    const arn = TargetFunctionArn.startsWith('arn:')
      ? TargetFunctionArn
      : `arn:aws:lambda:${region}:${account}:function:${TargetFunctionArn}`;
    return Qualifier === undefined ? arn : `${arn}:${Qualifier}`;
  },
  create: async (properties, context) => {
    const { AuthType, Cors, InvokeMode } = properties;
    const output = await context.call<UrlOutput>(CreateFunctionUrlConfig$, {
      ...target(properties),
      AuthType,
      ...(Cors === undefined ? {} : { Cors }),
      ...(InvokeMode === undefined ? {} : { InvokeMode }),
    });
    return physical(output);
  },
  update: async (_physical, before, after, context) => {
    const { AuthType, Cors, InvokeMode = 'BUFFERED' } = after;
    const output = await context.call<UrlOutput>(UpdateFunctionUrlConfig$, {
      ...target(after),
      AuthType,
      ...(Cors === undefined && before.Cors === undefined ? {} : { Cors: Cors ?? {} }),
      ...(InvokeMode === (before.InvokeMode ?? 'BUFFERED') ? {} : { InvokeMode }),
    });
    return physical(output);
  },
  remove: async ({ id }, _properties, context) => {
    await context.call(DeleteFunctionUrlConfig$, functionAndQualifier(id));
  },
});

function target({ TargetFunctionArn, Qualifier }: UrlProperties): Record<string, string> {
  const named = functionAndQualifier(TargetFunctionArn);
  return { ...named, ...(Qualifier === undefined ? {} : { Qualifier }) };
}

function physical({ FunctionArn = '', FunctionUrl = '' }: UrlOutput): Physical {
  return { id: FunctionArn, attributes: { FunctionArn, FunctionUrl } };
}

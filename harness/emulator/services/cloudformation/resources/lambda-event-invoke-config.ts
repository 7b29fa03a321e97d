import { DeleteFunctionEventInvokeConfig$, GetFunctionEventInvokeConfig$, PutFunctionEventInvokeConfig$ } from '@aws-sdk/client-lambda';
import type { JsonObject } from '../template/json.ts';
import { integer, objectOf, string } from '../template/shape.ts';
import { refuseExisting } from './already-there.ts';
import { defineKind } from './resource-kind.ts';

interface EventInvokeConfigProperties {
  readonly FunctionName: string;
  readonly Qualifier: string;
  readonly DestinationConfig?: JsonObject;
  readonly MaximumEventAgeInSeconds?: number;
  readonly MaximumRetryAttempts?: number;
}

const destination = objectOf({ Destination: { shape: string, required: true } });

export const lambdaEventInvokeConfig = defineKind<EventInvokeConfigProperties>({
  type: 'AWS::Lambda::EventInvokeConfig',
  properties: {
    FunctionName: { shape: string, required: true, replaces: true },
    Qualifier: { shape: string, required: true, replaces: true },
    DestinationConfig: { shape: objectOf({ OnSuccess: { shape: destination }, OnFailure: { shape: destination } }) },
    MaximumEventAgeInSeconds: { shape: integer },
    MaximumRetryAttempts: { shape: integer },
  },
  notEmulated: [],
  attributes: [],
  tagged: false,
  idOf: ({ FunctionName, Qualifier }) => `${FunctionName}|${Qualifier}`,
  create: async (properties, context) => {
    const { FunctionName, Qualifier } = properties;
    const id = `${FunctionName}|${Qualifier}`;
    const look = context.call(GetFunctionEventInvokeConfig$, { FunctionName, Qualifier });
    await refuseExisting(look, PutFunctionEventInvokeConfig$, id);
    await context.call(PutFunctionEventInvokeConfig$, { ...properties });
    return { id, attributes: {} };
  },
  update: async ({ id }, _before, after, context) => {
    await context.call(PutFunctionEventInvokeConfig$, { ...after });
    return { id, attributes: {} };
  },
  remove: async ({ id }, _properties, context) => {
    const [FunctionName, Qualifier] = id.split('|');
    await context.call(DeleteFunctionEventInvokeConfig$, { FunctionName, Qualifier });
  },
});

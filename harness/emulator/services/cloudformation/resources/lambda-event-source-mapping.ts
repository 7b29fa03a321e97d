import { CreateEventSourceMapping$, DeleteEventSourceMapping$, UpdateEventSourceMapping$ } from '@aws-sdk/client-lambda';
import type { EventSourceMappingConfiguration } from '@aws-sdk/client-lambda';
import type { JsonObject } from '../template/json.ts';
import { boolean, integer, listOf, objectOf, oneOf, string } from '../template/shape.ts';
import { generatedName } from './physical-name.ts';
import { defineKind, type Physical } from './resource-kind.ts';

interface MappingProperties {
  readonly FunctionName: string;
  readonly EventSourceArn?: string;
  readonly Enabled?: boolean;
  readonly BatchSize?: number;
  readonly MaximumBatchingWindowInSeconds?: number;
  readonly FilterCriteria?: JsonObject;
  readonly FunctionResponseTypes?: readonly string[];
  readonly ScalingConfig?: JsonObject;
}

export const lambdaEventSourceMapping = defineKind<MappingProperties>({
  type: 'AWS::Lambda::EventSourceMapping',
  properties: {
    FunctionName: { shape: string, required: true },
    EventSourceArn: { shape: string, replaces: true },
    Enabled: { shape: boolean },
    BatchSize: { shape: integer },
    MaximumBatchingWindowInSeconds: { shape: integer },
    FilterCriteria: { shape: objectOf({ Filters: { shape: listOf(objectOf({ Pattern: { shape: string } })) } }) },
    FunctionResponseTypes: { shape: listOf(oneOf('ReportBatchItemFailures')) },
    ScalingConfig: { shape: objectOf({ MaximumConcurrency: { shape: integer } }) },
  },
  notEmulated: [
    'AmazonManagedKafkaEventSourceConfig',
    'BisectBatchOnFunctionError',
    'DestinationConfig',
    'DocumentDBEventSourceConfig',
    'KmsKeyArn',
    'LoggingConfig',
    'MaximumRecordAgeInSeconds',
    'MaximumRetryAttempts',
    'MetricsConfig',
    'ParallelizationFactor',
    'ProvisionedPollerConfig',
    'Queues',
    'SelfManagedEventSource',
    'SelfManagedKafkaEventSourceConfig',
    'SourceAccessConfigurations',
    'StartingPosition',
    'StartingPositionTimestamp',
    'Tags',
    'Topics',
    'TumblingWindowInSeconds',
  ],
  attributes: ['EventSourceMappingArn', 'Id'],
  tagged: false,
  // Lambda gives it a UUID.
  idOf: (_properties, context) => generatedName(context, 64),
  create: async (properties, context) =>
    physical(await context.call<EventSourceMappingConfiguration>(CreateEventSourceMapping$, { ...properties })),
  update: async ({ id }, _before, { EventSourceArn: _source, ...properties }, context) =>
    physical(await context.call<EventSourceMappingConfiguration>(UpdateEventSourceMapping$, { UUID: id, ...defaults, ...properties })),
  remove: async ({ id }, _properties, context) => {
    await context.call(DeleteEventSourceMapping$, { UUID: id });
  },
});

/** What is so again when a template no longer says it. */
const defaults = {
  Enabled: true,
  BatchSize: 10,
  MaximumBatchingWindowInSeconds: 0,
  FilterCriteria: { Filters: [] },
  FunctionResponseTypes: [],
  ScalingConfig: {},
};

function physical({ UUID = '', EventSourceMappingArn = '' }: EventSourceMappingConfiguration): Physical {
  return { id: UUID, attributes: { Id: UUID, EventSourceMappingArn } };
}

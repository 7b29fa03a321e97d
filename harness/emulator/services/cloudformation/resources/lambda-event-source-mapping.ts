import {
  CreateEventSourceMapping$,
  DeleteEventSourceMapping$,
  TagResource$,
  UntagResource$,
  UpdateEventSourceMapping$,
} from '@aws-sdk/client-lambda';
import type { EventSourceMappingConfiguration } from '@aws-sdk/client-lambda';
import type { JsonObject } from '../template/json.ts';
import { boolean, integer, listOf, objectOf, oneOf, string, tags } from '../template/shape.ts';
import { generatedName, tagChanges, tagMap } from './physical-name.ts';
import { defineKind, type Physical, type Tag } from './resource-kind.ts';

interface MappingProperties {
  readonly FunctionName: string;
  readonly EventSourceArn?: string;
  readonly Enabled?: boolean;
  readonly BatchSize?: number;
  readonly MaximumBatchingWindowInSeconds?: number;
  readonly FilterCriteria?: JsonObject;
  readonly FunctionResponseTypes?: readonly string[];
  readonly ScalingConfig?: JsonObject;
  readonly Tags?: readonly Tag[];
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
    Tags: { shape: tags },
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
    'Topics',
    'TumblingWindowInSeconds',
  ],
  attributes: ['EventSourceMappingArn', 'Id'],
  tagged: true,
  // Lambda gives it a UUID.
  idOf: (_properties, context) => generatedName(context, 64),
  create: async ({ Tags: _tags, ...properties }, context) => {
    const tagged = context.tags.length === 0 ? {} : { Tags: tagMap(context.tags) };
    return physical(await context.call<EventSourceMappingConfiguration>(CreateEventSourceMapping$, { ...properties, ...tagged }));
  },
  update: async ({ id }, _before, { EventSourceArn: _source, Tags: _tags, ...properties }, context) => {
    const input = { UUID: id, ...defaults, ...properties };
    const made = physical(await context.call<EventSourceMappingConfiguration>(UpdateEventSourceMapping$, input));
    const Resource = made.attributes['EventSourceMappingArn'];
    const { put, removed } = tagChanges(context.tagsBefore, context.tags);
    if (put.length > 0) await context.call(TagResource$, { Resource, Tags: tagMap(put) });
    if (removed.length > 0) await context.call(UntagResource$, { Resource, TagKeys: removed });
    return made;
  },
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

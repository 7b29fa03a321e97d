import type { CreateEventSourceMappingRequest } from '@aws-sdk/client-lambda';
import { compilePattern } from '../../../kernel/event-pattern/compile-pattern.ts';
import { PatternProblem } from '../../../kernel/event-pattern/pattern-problem.ts';
import { refuseUnknown } from '../../../kernel/refuse-unknown.ts';
import { constraintBroken, invalidParameterValue } from '../errors.ts';
import type { EventSourceMappingRow } from '../state.ts';

/** The members that say how a mapping polls. */
export const mappingMembers = [
  'Enabled',
  'BatchSize',
  'FilterCriteria',
  'ScalingConfig',
  'MaximumBatchingWindowInSeconds',
  'FunctionResponseTypes',
] as const;

export type MappingInput = Pick<CreateEventSourceMappingRequest, (typeof mappingMembers)[number]>;

export type MappingSettings = Pick<
  EventSourceMappingRow,
  'enabled' | 'batchSize' | 'windowSeconds' | 'filters' | 'reportsItemFailures' | 'maximumConcurrency'
>;

export const defaultMapping: MappingSettings = { enabled: true, batchSize: 10, windowSeconds: 0, filters: [], reportsItemFailures: false };

/** What is not said stays as in `before`. @throws AWS's error for what a queue's mapping does not take. */
export function mappingFrom(input: MappingInput, before: MappingSettings, queueArn: string): MappingSettings {
  refuseUnknown('ScalingConfig', input.ScalingConfig, ['MaximumConcurrency']);
  const isFifo = queueArn.endsWith('.fifo');
  const batchSize = within('batchSize', input.BatchSize ?? before.batchSize, 1, 10_000);
  const windowSeconds = within('maximumBatchingWindowInSeconds', input.MaximumBatchingWindowInSeconds ?? before.windowSeconds, 0, 300);
  if (isFifo && batchSize > 10) throw invalidParameterValue('Batch size for a FIFO queue must be between 1 and 10.');
  if (isFifo && windowSeconds > 0) throw invalidParameterValue('Batching window is not supported for FIFO queues.');
  if (batchSize > 10 && windowSeconds === 0)
    throw invalidParameterValue('Maximum batch window in seconds must be greater than 0 if maximum batch size is greater than 10');
  const maximumConcurrency = input.ScalingConfig === undefined ? before.maximumConcurrency : input.ScalingConfig.MaximumConcurrency;
  if (maximumConcurrency !== undefined) within('scalingConfig.maximumConcurrency', maximumConcurrency, 2, 1000);
  return {
    enabled: input.Enabled ?? before.enabled,
    batchSize,
    windowSeconds,
    filters: input.FilterCriteria === undefined ? before.filters : filtersFrom(input.FilterCriteria),
    reportsItemFailures: reports(input.FunctionResponseTypes, before),
    ...(maximumConcurrency === undefined ? {} : { maximumConcurrency }),
  };
}

function within(member: string, value: number, least: number, most: number): number {
  if (value < least) throw constraintBroken(value, member, `Member must have value greater than or equal to ${least}`);
  if (value > most) throw constraintBroken(value, member, `Member must have value less than or equal to ${most}`);
  return value;
}

function filtersFrom({ Filters: filters = [], ...others }: NonNullable<MappingInput['FilterCriteria']>): readonly string[] {
  refuseUnknown('FilterCriteria', others, []);
  if (filters.length > 5) throw invalidParameterValue('The maximum number of filters of an event source mapping is 5.');
  return filters.map(({ Pattern: pattern = '' }) => {
    try {
      compilePattern(pattern);
      return pattern;
    } catch (problem) {
      if (problem instanceof PatternProblem) throw invalidParameterValue(`Invalid filter pattern definition. ${problem.message}`);
      throw problem;
    }
  });
}

function reports(types: MappingInput['FunctionResponseTypes'], before: MappingSettings): boolean {
  if (types === undefined) return before.reportsItemFailures;
  const unknown = types.find((type) => type !== 'ReportBatchItemFailures');
  if (unknown !== undefined)
    throw constraintBroken(unknown, 'functionResponseTypes', 'Member must satisfy enum value set: [ReportBatchItemFailures]');
  return types.length > 0;
}

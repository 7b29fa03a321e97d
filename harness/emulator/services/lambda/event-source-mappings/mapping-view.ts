import type { EventSourceMappingConfiguration } from '@aws-sdk/client-lambda';
import type { Partition } from '../../../accounts/state.ts';
import type { EventSourceMappingRow } from '../state.ts';
import { mappedFunctionArn, mappingArn } from './mapping-arn.ts';

/** A mapping as AWS describes it. Right after a change `state` is its word for a change under way, which is over here already. */
export function mappingView(
  partition: Pick<Partition, 'account' | 'region'>,
  row: EventSourceMappingRow,
  state: string = row.enabled ? 'Enabled' : 'Disabled',
): EventSourceMappingConfiguration {
  return {
    UUID: row.uuid,
    EventSourceMappingArn: mappingArn(partition, row.uuid),
    EventSourceArn: row.eventSourceArn,
    FunctionArn: mappedFunctionArn(partition, row),
    BatchSize: row.batchSize,
    MaximumBatchingWindowInSeconds: row.windowSeconds,
    ...(row.filters.length === 0 ? {} : { FilterCriteria: { Filters: row.filters.map((Pattern) => ({ Pattern })) } }),
    FunctionResponseTypes: row.reportsItemFailures ? ['ReportBatchItemFailures'] : [],
    ...(row.maximumConcurrency === undefined ? {} : { ScalingConfig: { MaximumConcurrency: row.maximumConcurrency } }),
    State: state,
    StateTransitionReason: 'USER_INITIATED',
    LastModified: new Date(row.modifiedAt),
  };
}

import type { Partition } from '../../../accounts/state.ts';
import { resourceNotFound } from '../errors.ts';
import { lambdaTables } from '../state.ts';
import type { EventSourceMappingRow } from '../state.ts';

/** @throws ResourceNotFoundException */
export function requireMapping(partition: Partition, uuid = ''): EventSourceMappingRow {
  const row = lambdaTables(partition).eventSourceMappings.get(uuid);
  if (row === undefined) throw resourceNotFound('The resource you requested does not exist.');
  return row;
}

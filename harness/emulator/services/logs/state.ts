import type { Partition, Table } from '../../accounts/state.ts';

export interface LogGroupRow {
  readonly name: string;
  /** Milliseconds since 1970, as everywhere in this service. */
  readonly createdAt: number;
  readonly retentionDays?: number;
  readonly tags: Readonly<Record<string, string>>;
}

export interface LogStreamRow {
  readonly group: string;
  readonly name: string;
  readonly createdAt: number;
  readonly firstEventAt?: number;
  readonly lastEventAt?: number;
  readonly lastIngestionAt?: number;
  readonly storedBytes: number;
  /** How many batches were put: the number of the next one. */
  readonly batches: number;
}

/** One PutLogEvents: one row, so that a busy function's log costs one write a batch. */
export interface LogBatchRow {
  readonly ingestedAt: number;
  readonly events: readonly (readonly [timestamp: number, message: string])[];
}

/** A resource policy of the account in a region; its name is the key. */
export interface ResourcePolicyRow {
  readonly document: string;
  readonly updatedAt: number;
}

export interface LogsTables {
  readonly groups: Table<LogGroupRow>;
  /** By `streamKey`. */
  readonly streams: Table<LogStreamRow>;
  /** By `batchKey`. */
  readonly batches: Table<LogBatchRow>;
  /** By name. */
  readonly resourcePolicies: Table<ResourcePolicyRow>;
}

export function logsTables(partition: Partition): LogsTables {
  return {
    groups: partition.table('groups'),
    streams: partition.table('streams'),
    batches: partition.table('batches'),
    resourcePolicies: partition.table('resource-policies'),
  };
}

/** Neither a group's nor a stream's name can hold the separator. */
export const separator = '\u0000';

export function streamKey(group: string, stream: string): string {
  return `${group}${separator}${stream}`;
}

export function batchKey(group: string, stream: string, number: number): string {
  return `${streamKey(group, stream)}${separator}${String(number).padStart(12, '0')}`;
}

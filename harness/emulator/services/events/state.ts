import type { Partition, Table } from '../../accounts/state.ts';

export interface BusRow {
  readonly name: string;
  readonly description?: string;
  /** JSON text of the bus's own policy. */
  readonly policy?: string;
  readonly tags: Readonly<Record<string, string>>;
  /** ISO 8601. */
  readonly createdAt: string;
  readonly modifiedAt: string;
}

export interface RuleRow {
  readonly name: string;
  readonly bus: string;
  readonly pattern: string;
  readonly enabled: boolean;
  readonly description?: string;
  readonly roleArn?: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly createdBy: string;
  readonly targets: readonly TargetRow[];
}

export interface TargetRow {
  readonly id: string;
  readonly arn: string;
  readonly roleArn?: string;
  readonly input?: string;
  readonly inputPath?: string;
  readonly transformer?: { readonly paths: Readonly<Record<string, string>>; readonly template: string };
  readonly messageGroupId?: string;
  readonly deadLetterArn?: string;
  readonly maximumRetryAttempts?: number;
  readonly maximumEventAgeSeconds?: number;
}

/** An event as rules see it and targets get it. */
export interface EventRecord {
  readonly version: '0';
  readonly id: string;
  readonly 'detail-type': string;
  readonly source: string;
  readonly account: string;
  /** ISO 8601, to the second. */
  readonly time: string;
  readonly region: string;
  readonly resources: readonly string[];
  readonly detail: unknown;
}

export interface EventsTables {
  /** By name. The bus `default` is always there, and has a row once something was changed about it. */
  readonly buses: Table<BusRow>;
  /** By `bus/rule`. */
  readonly rules: Table<RuleRow>;
}

export function eventsTables(partition: Partition): EventsTables {
  return { buses: partition.table('buses'), rules: partition.table('rules') };
}

import type { LogGroup } from '@aws-sdk/client-cloudwatch-logs';
import type { Want } from '../../accounts/policy.ts';
import type { OperationContext } from '../../kernel/context.ts';
import { constraintBroken, groupNotFound, invalidParameter } from './errors.ts';
import { logsTables } from './state.ts';
import type { LogGroupRow } from './state.ts';

interface Place {
  readonly account: string;
  readonly region: string;
}

export function groupArn({ account, region }: Place, group: string): string {
  return `arn:aws:logs:${region}:${account}:log-group:${group}`;
}

/** IAM knows a group by its ARN with `:*` behind it for most actions; both forms stand for it. */
export function groupWant(place: Place, action: string, group: string): Want {
  return { action: `logs:${action}`, resource: `${groupArn(place, group)}:*` };
}

export function streamWant(place: Place, action: string, group: string, stream: string): Want {
  return { action: `logs:${action}`, resource: `${groupArn(place, group)}:log-stream:${stream}` };
}

export function checkedGroupName(name = ''): string {
  if (name.length > 512 || !/^[.\-_/#A-Za-z0-9]+$/.test(name)) {
    throw constraintBroken(name, 'logGroupName', String.raw`Member must satisfy regular expression pattern: [\.\-_/#A-Za-z0-9]+`);
  }
  return name;
}

export function checkedStreamName(name = ''): string {
  if (name.length > 512 || !/^[^:*\0]+$/.test(name)) {
    throw constraintBroken(name, 'logStreamName', 'Member must satisfy regular expression pattern: [^:*]*');
  }
  return name;
}

export function requireGroup({ state }: OperationContext, name: string): LogGroupRow {
  const row = logsTables(state).groups.get(name);
  if (row === undefined) throw groupNotFound();
  return row;
}

/** The name in `logGroupName`, or in the ARN or name that `logGroupIdentifier` is. */
export function groupNameFrom(input: { logGroupName?: string | undefined; logGroupIdentifier?: string | undefined }): string {
  const { logGroupName, logGroupIdentifier } = input;
  if (logGroupName !== undefined && logGroupIdentifier !== undefined) {
    throw invalidParameter('LogGroup name and LogGroup identifier are mutually exclusive.');
  }
  const identified = /^arn:[^:]*:logs:[^:]*:\d{12}:log-group:([^:]+)(?::\*)?$/.exec(logGroupIdentifier ?? '')?.[1] ?? logGroupIdentifier;
  return checkedGroupName(logGroupName ?? identified);
}

export function groupView(place: Place, row: LogGroupRow, storedBytes: number): LogGroup {
  return {
    logGroupName: row.name,
    creationTime: row.createdAt,
    ...(row.retentionDays === undefined ? {} : { retentionInDays: row.retentionDays }),
    metricFilterCount: 0,
    arn: `${groupArn(place, row.name)}:*`,
    logGroupArn: groupArn(place, row.name),
    logGroupClass: 'STANDARD',
    storedBytes,
  };
}

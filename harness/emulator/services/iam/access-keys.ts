import { globalRegion } from '../../accounts/state.ts';
import type { Table } from '../../accounts/state.ts';
import type { OperationContext } from '../../kernel/context.ts';
import { noSuchEntity } from './errors.ts';

/** What IAM tells of a user's key. The secret is with the emulator's credentials. */
export interface AccessKeyRow {
  readonly accessKeyId: string;
  readonly userName: string;
  readonly status: 'Active' | 'Inactive';
  readonly createdAtMs: number;
}

export function accessKeyTable(context: OperationContext): Table<AccessKeyRow> {
  return context.partitionOf(context.account, globalRegion).table('access-keys');
}

/** Oldest first. */
export function accessKeysOf(context: OperationContext, userName: string): readonly AccessKeyRow[] {
  const rows = [...accessKeyTable(context).scan()].map(([, row]) => row);
  return rows.filter((row) => row.userName === userName).sort((one, other) => one.createdAtMs - other.createdAtMs);
}

export function existingAccessKey(context: OperationContext, userName: string, accessKeyId = ''): AccessKeyRow {
  const row = accessKeyTable(context).get(accessKeyId);
  if (row?.userName !== userName) throw noSuchEntity(`The Access Key with id ${accessKeyId} cannot be found.`);
  return row;
}

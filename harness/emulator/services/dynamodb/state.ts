import type { Partition, Table } from '../../accounts/state.ts';
import type { Item } from './values/value.ts';

export type KeyType = 'S' | 'N' | 'B';

export interface KeyAttribute {
  readonly name: string;
  readonly type: KeyType;
}

export interface KeySchema {
  readonly hash: KeyAttribute;
  readonly sort?: KeyAttribute;
}

export type IndexProjection =
  { readonly kind: 'ALL' } | { readonly kind: 'KEYS_ONLY' } | { readonly kind: 'INCLUDE'; readonly attributes: readonly string[] };

/** Capacity units a second. */
export interface Throughput {
  readonly read: number;
  readonly write: number;
}

export interface SecondaryIndex {
  readonly name: string;
  readonly kind: 'global' | 'local';
  readonly keys: KeySchema;
  readonly projection: IndexProjection;
  /** Of a global index of a provisioned table. */
  readonly throughput?: Throughput;
}

export interface TableTag {
  readonly Key: string;
  readonly Value: string;
}

export type TableClass = 'STANDARD' | 'STANDARD_INFREQUENT_ACCESS';

/** Instants are ISO 8601. */
export interface TableRow {
  readonly name: string;
  /** A UUID: a table that is made again under an old name has none of the old one's items. */
  readonly id: string;
  readonly createdAt: string;
  readonly attributes: readonly KeyAttribute[];
  readonly keys: KeySchema;
  readonly indexes: readonly SecondaryIndex[];
  readonly billing: { readonly mode: 'PROVISIONED' | 'PAY_PER_REQUEST'; readonly onDemandSince?: string };
  readonly throughput: Throughput;
  readonly tableClass?: TableClass;
  readonly deletionProtection: boolean;
  /** Absent: under the key that AWS owns. `dataKey` is the table's own, in base64, as KMS gave it out. */
  readonly encryption?: { readonly keyArn: string; readonly dataKey: string };
  readonly tags: readonly TableTag[];
  /** Who may use the table besides those whom IAM lets: text and revision of its resource policy. */
  readonly policy?: { readonly text: string; readonly revision: string };
  /** The attribute with the second at which an item expires. */
  readonly expiryAttribute?: string;
  readonly pointInTimeRecovery?: { readonly since: string; readonly days: number };
}

/** By name. */
export const tables = (partition: Partition): Table<TableRow> => partition.table('tables');

/** By `keyOf` of the table's keys. */
export const items = (partition: Partition, table: TableRow): Table<Item> => partition.table(`items/${table.id}`);

/** By `indexKeyOf`: the key under which the item stands in `items`. */
export const indexEntries = (partition: Partition, table: TableRow, index: SecondaryIndex): Table<string> =>
  partition.table(`index/${table.id}/${index.name}`);

/** A transaction that was done, so that it is not done again when its client asks again. */
export interface DoneTransaction {
  readonly at: string;
  readonly digest: string;
}

/** By client request token. */
export const doneTransactions = (partition: Partition): Table<DoneTransaction> => partition.table('transactions');

/** Tokens by the instant of their transaction and themselves, so that old ones are found. */
export const transactionTokens = (partition: Partition): Table<string> => partition.table('transaction-tokens');

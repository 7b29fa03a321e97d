/**
 * Where a service keeps what it knows. One partition per account, region and service; a table maps a string key to a JSON row.
 * Reads and writes are synchronous and durable when they return (node:sqlite, WAL): a killed process loses nothing that was answered.
 */
export interface Table<Row> {
  get(key: string): Row | undefined;
  put(key: string, row: Row): void;
  /** True where a row was there. */
  delete(key: string): boolean;
  /** Rows in the byte order of their keys' UTF-8, as S3 lists. */
  scan(range?: KeyRange): IterableIterator<readonly [key: string, row: Row]>;
}

export interface KeyRange {
  readonly prefix?: string;
  /** First key wanted, or the keys after it where `exclusive`. */
  readonly from?: string;
  readonly exclusive?: boolean;
  readonly descending?: boolean;
}

export interface Partition {
  readonly account: string;
  readonly region: string;
  table<Row>(name: string): Table<Row>;
}

/** Bytes by the sha-256 of their content. Writing the same bytes twice stores them once. */
export interface BlobStore {
  put(bytes: Uint8Array): string;
  get(sha256Hex: string): Uint8Array;
  /** The path of the blob's file, for readers that want a file (Lambda unpacking a zip). */
  path(sha256Hex: string): string;
}

/** The region under which what has no region (IAM, the table of bucket names) is kept. */
export const globalRegion = 'aws-global';
/** The account under which what is shared by all accounts (the table of bucket names) is kept. */
export const sharedAccount = '000000000000-shared';

export interface StateStore extends Disposable {
  /** How often this state was opened before, also as what it is a copy of; 0 where it is new. */
  readonly openedBefore: number;
  partition(account: string, region: string, service: string): Partition;
  readonly blobs: BlobStore;
  /** All writes of `work`, which must be synchronous, or none. Nests. */
  transaction<T>(work: () => T): T;
  /** Every account and region in which `service` has rows, for work that is taken up again after a restart. */
  partitionsOf(service: string): readonly Partition[];
}

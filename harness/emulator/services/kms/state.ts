import type { GrantOperation, KeySpec, KeyUsageType } from '@aws-sdk/client-kms';
import type { Partition, Table } from '../../accounts/state.ts';

/** Instants are ISO 8601. */
export interface KeyRow {
  readonly id: string;
  readonly arn: string;
  /** AWS: one of the keys that services make for themselves, under alias/aws/…. */
  readonly manager: 'CUSTOMER' | 'AWS';
  readonly description: string;
  readonly spec: KeySpec;
  readonly usage: KeyUsageType;
  readonly createdAt: string;
  readonly enabled: boolean;
  /** When it goes for good; absent unless that was scheduled. */
  readonly deletionAt?: string;
  /** The key policy's JSON text. */
  readonly policy: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly rotation?: { readonly since: string; readonly periodDays: number };
  /** Absent for an AWS managed key that nobody has used yet. */
  readonly material?: KeyMaterial;
}

/** Base64. A symmetric or HMAC key has a secret, the others a PKCS #8 private key and an SPKI public key. */
export type KeyMaterial =
  | { readonly kind: 'secret'; readonly id: string; readonly secret: string }
  | { readonly kind: 'pair'; readonly id: string; readonly privateKey: string; readonly publicKey: string };

export interface AliasRow {
  /** `alias/…`. */
  readonly name: string;
  readonly keyId: string;
  readonly createdAt: string;
  readonly updatedAt: string;
}

export interface GrantRow {
  readonly id: string;
  readonly token: string;
  readonly keyId: string;
  readonly name?: string;
  readonly createdAt: string;
  readonly grantee: string;
  readonly retiring?: string;
  /** The account that made it. */
  readonly issuer: string;
  readonly operations: readonly GrantOperation[];
  readonly constraint?: { readonly kind: 'equals' | 'subset'; readonly pairs: Readonly<Record<string, string>> };
}

/** By id. */
export const keys = (partition: Partition): Table<KeyRow> => partition.table('keys');
/** By name. */
export const aliases = (partition: Partition): Table<AliasRow> => partition.table('aliases');
/** By key id, a slash, and grant id. */
export const grants = (partition: Partition): Table<GrantRow> => partition.table('grants');

import type { Partition, Table } from '../../accounts/state.ts';

/** Instants are ISO 8601. */
export interface Secret {
  readonly name: string;
  readonly arn: string;
  readonly description?: string;
  /** The customer key that its values are under, as it was named; absent: AWS's own. */
  readonly kmsKeyId?: string;
  readonly createdAt: string;
  readonly lastChangedAt: string;
  /** Whole days: AWS keeps no time of day. */
  readonly lastAccessedAt?: string;
  readonly deletion?: { readonly requestedAt: string; readonly dueAt: string };
  readonly tags: readonly SecretTag[];
  readonly policy?: string;
  /** Oldest first. */
  readonly versions: readonly SecretVersion[];
}

export interface SecretTag {
  readonly Key: string;
  readonly Value: string;
}

export interface SecretVersion {
  readonly id: string;
  readonly createdAt: string;
  readonly lastAccessedAt?: string;
  /** Staging labels. None: deprecated. */
  readonly stages: readonly string[];
  readonly value: StoredValue;
}

export type SecretValue = { readonly kind: 'string'; readonly text: string } | { readonly kind: 'binary'; readonly base64: string };

/** A value under a data key of KMS. All but the key's ARN is base64. */
export interface SealedValue {
  readonly kind: 'sealed';
  readonly keyArn: string;
  readonly dataKey: string;
  readonly bytes: string;
}

export type StoredValue = SecretValue | SealedValue;

/** By name. */
export const secrets = (partition: Partition): Table<Secret> => partition.table('secrets');

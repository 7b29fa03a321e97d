import type { CustomerMasterKeySpec, KeyMetadata } from '@aws-sdk/client-kms';
import { algorithmsOf } from './key-specs.ts';
import type { KeyRow } from './state.ts';

/** A key as CreateKey and DescribeKey tell of it. */
export function metadataOf(key: KeyRow, account: string): KeyMetadata {
  const { deletionAt, spec, usage, material } = key;
  return {
    AWSAccountId: account,
    KeyId: key.id,
    Arn: key.arn,
    CreationDate: new Date(key.createdAt),
    Enabled: deletionAt === undefined && key.enabled,
    Description: key.description,
    KeyUsage: usage,
    KeyState: deletionAt !== undefined ? 'PendingDeletion' : key.enabled ? 'Enabled' : 'Disabled',
    ...(deletionAt === undefined ? {} : { DeletionDate: new Date(deletionAt) }),
    Origin: 'AWS_KMS',
    KeyManager: key.manager,
    // The member's old name, which knows none of the newest specs; those are not made here.
    CustomerMasterKeySpec: spec as CustomerMasterKeySpec,
    KeySpec: spec,
    ...algorithmsOf(spec, usage),
    MultiRegion: false,
    ...(spec === 'SYMMETRIC_DEFAULT' && material !== undefined ? { CurrentKeyMaterialId: material.id } : {}),
  };
}

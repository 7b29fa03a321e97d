import type { OperationContext } from '../../kernel/context.ts';
import { globalRegion, sharedAccount } from '../../accounts/state.ts';
import type { Partition, Table } from '../../accounts/state.ts';
import type { ChecksumAlgorithmName, ObjectChecksum } from './checksums.ts';

/** Who has a bucket name: one table for all accounts. */
export interface BucketName {
  readonly account: string;
  readonly region: string;
}

export interface Bucket {
  readonly name: string;
  readonly createdAt: string;
  /** Absent: versioning was never set. */
  readonly versioning?: 'Enabled' | 'Suspended';
  /** The policy's text as it was put. */
  readonly policy?: string;
  readonly tags?: readonly StoredTag[];
  /** Absent: new objects are under S3's own key. Without `keyId` they are under AWS's KMS key for S3. */
  readonly encryption?: { readonly keyId?: string };
  /** Absent: the bucket was never told how to encrypt. */
  readonly bucketKeyEnabled?: boolean;
  readonly publicAccessBlock?: PublicAccessBlock;
  /** The rules, as JSON text. */
  readonly lifecycle?: string;
  readonly ownershipControls: boolean;
}

export interface PublicAccessBlock {
  readonly BlockPublicAcls: boolean;
  readonly IgnorePublicAcls: boolean;
  readonly BlockPublicPolicy: boolean;
  readonly RestrictPublicBuckets: boolean;
}

export interface StoredTag {
  readonly Key: string;
  readonly Value: string;
}

/** One key with all its versions, newest first. In a bucket without versioning there is one, `null`. */
export interface ObjectRow {
  readonly key: string;
  readonly versions: readonly Version[];
}

export type Version = ObjectVersion | DeleteMarker;

export interface DeleteMarker {
  readonly kind: 'delete-marker';
  readonly versionId: string;
  readonly lastModified: string;
}

/** What comes with an object's bytes and goes back with them. */
export interface EntityHeaders {
  readonly CacheControl?: string;
  readonly ContentDisposition?: string;
  readonly ContentEncoding?: string;
  readonly ContentLanguage?: string;
  readonly ContentType: string;
  /** ISO 8601. */
  readonly Expires?: string;
  readonly WebsiteRedirectLocation?: string;
}

/** How an object under a key of KMS is opened again. */
export interface ObjectEncryption {
  readonly keyArn: string;
  /** The data key, encrypted by KMS; base64. */
  readonly dataKey: string;
  /** KMS's encryption context. */
  readonly context: Readonly<Record<string, string>>;
  readonly bucketKey: boolean;
}

export interface ObjectVersion {
  readonly kind: 'object';
  readonly versionId: string;
  readonly lastModified: string;
  readonly size: number;
  /** Without quotes: the bytes' md5, or md5 of the parts' md5s and `-<parts>`. */
  readonly etag: string;
  /** sha-256 of the bytes in the blob store. */
  readonly blob: string;
  readonly headers: EntityHeaders;
  readonly metadata: Readonly<Record<string, string>>;
  readonly tags: readonly StoredTag[];
  readonly checksum: ObjectChecksum;
  readonly storageClass: string;
  /** Absent: under S3's own key. */
  readonly encryption?: ObjectEncryption;
  /** Present where the object was a multipart upload. */
  readonly parts?: readonly ObjectPart[];
}

export interface ObjectPart {
  readonly number: number;
  readonly size: number;
  /** Base64, of the object's algorithm; absent where the upload asked for none. */
  readonly checksum?: string;
}

export interface Upload {
  readonly uploadId: string;
  readonly key: string;
  readonly initiated: string;
  readonly initiator: string;
  readonly headers: EntityHeaders;
  readonly metadata: Readonly<Record<string, string>>;
  readonly tags: readonly StoredTag[];
  readonly storageClass: string;
  readonly encryption?: ObjectEncryption;
  readonly checksumAlgorithm?: ChecksumAlgorithmName;
  readonly checksumType?: 'COMPOSITE' | 'FULL_OBJECT';
  /** Kept after completion: AWS answers a repeated CompleteMultipartUpload as the first. */
  readonly completed?: { readonly etag: string; readonly versionId: string };
}

export interface UploadedPart {
  readonly number: number;
  readonly size: number;
  readonly etag: string;
  readonly blob: string;
  readonly lastModified: string;
  readonly checksum?: { readonly algorithm: ChecksumAlgorithmName; readonly value: string };
}

export const bucketNames = (context: OperationContext): Table<BucketName> =>
  context.partitionOf(sharedAccount, globalRegion).table('bucket-names');

export const buckets = (owner: Partition): Table<Bucket> => owner.table('buckets');

/** Keyed by `objectRowKey`: a bucket's rows lie together, in the order in which S3 lists. */
export const objects = (owner: Partition): Table<ObjectRow> => owner.table('objects');

/** Bucket names hold no slash, so the first one ends the name. */
export const objectRowKey = (bucket: string, key: string): string => `${bucket}/${key}`;

/** Keyed by `uploadRowKey`: by bucket, then key, then upload. */
export const uploads = (owner: Partition): Table<Upload> => owner.table('uploads');

/** U+0001 sorts before all characters that keys ordinarily have, so that `a` comes before `a/b`. */
export const uploadRowKey = (bucket: string, key: string, uploadId: string): string => `${bucket}/${key}\u0001${uploadId}`;

/** Keyed by `partRowKey`. */
export const uploadedParts = (owner: Partition): Table<UploadedPart> => owner.table('uploaded-parts');

export const partRowKey = (uploadId: string, number: number): string => `${uploadId}/${String(number).padStart(5, '0')}`;

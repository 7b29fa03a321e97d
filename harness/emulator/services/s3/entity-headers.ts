import { invalidStorageClass, metadataTooLarge, notImplemented, aclNotSupported } from './errors.ts';
import { checkEncryption } from './object-encryption.ts';
import type { EntityHeaders } from './state.ts';

/** What PutObject, CopyObject and CreateMultipartUpload say of an object alike. */
export interface EntityInput {
  readonly CacheControl?: string | undefined;
  readonly ContentDisposition?: string | undefined;
  readonly ContentEncoding?: string | undefined;
  readonly ContentLanguage?: string | undefined;
  readonly ContentType?: string | undefined;
  readonly Expires?: Date | undefined;
  readonly WebsiteRedirectLocation?: string | undefined;
  readonly Metadata?: Readonly<Record<string, string>> | undefined;
  readonly StorageClass?: string | undefined;
  readonly ServerSideEncryption?: string | undefined;
  readonly SSEKMSKeyId?: string | undefined;
  readonly BucketKeyEnabled?: boolean | undefined;
  readonly ACL?: string | undefined;
}

/** The members above, for an operation's `accepts`. */
export const entityMembers = [
  'CacheControl',
  'ContentDisposition',
  'ContentEncoding',
  'ContentLanguage',
  'ContentType',
  'Expires',
  'WebsiteRedirectLocation',
  'Metadata',
  'StorageClass',
  'ServerSideEncryption',
  'SSEKMSKeyId',
  'BucketKeyEnabled',
  'ACL',
] as const;

/** Throws S3's error for what it, or this emulator, does not take. */
export function checkEntity(input: EntityInput): void {
  if (input.ACL !== undefined && input.ACL !== 'bucket-owner-full-control' && input.ACL !== 'private') throw aclNotSupported();
  checkEncryption(input);
  checkStorageClass(input.StorageClass);
  const size = Object.entries(input.Metadata ?? {}).reduce(
    (sum, [name, value]) => sum + Buffer.byteLength(name) + Buffer.byteLength(value),
    0,
  );
  if (size > 2048) throw metadataTooLarge(size);
}

const readableClasses = new Set(['STANDARD', 'REDUCED_REDUNDANCY', 'STANDARD_IA', 'ONEZONE_IA', 'INTELLIGENT_TIERING', 'GLACIER_IR']);
/** Their objects must be restored before they can be read. */
const archiveClasses = new Set(['GLACIER', 'DEEP_ARCHIVE']);

function checkStorageClass(storageClass: string | undefined): void {
  if (storageClass === undefined || readableClasses.has(storageClass)) return;
  if (archiveClasses.has(storageClass)) throw notImplemented(`x-amz-storage-class: ${storageClass}`);
  throw invalidStorageClass(storageClass);
}

export function readEntityHeaders(input: EntityInput): EntityHeaders {
  const { CacheControl, ContentDisposition, ContentLanguage, Expires, WebsiteRedirectLocation } = input;
  const encoding = storedEncoding(input.ContentEncoding);
  return {
    ...(CacheControl === undefined ? {} : { CacheControl }),
    ...(ContentDisposition === undefined ? {} : { ContentDisposition }),
    ...(encoding === undefined ? {} : { ContentEncoding: encoding }),
    ...(ContentLanguage === undefined ? {} : { ContentLanguage }),
    ContentType: input.ContentType === undefined || input.ContentType === '' ? 'binary/octet-stream' : input.ContentType,
    ...(Expires === undefined ? {} : { Expires: Expires.toISOString() }),
    ...(WebsiteRedirectLocation === undefined ? {} : { WebsiteRedirectLocation }),
  };
}

/** `aws-chunked` is of the transfer, not of the object: S3 keeps what is left, as it was sent. */
function storedEncoding(header: string | undefined): string | undefined {
  const kept = header
    ?.split(',')
    .filter((each) => each.trim() !== 'aws-chunked')
    .join(',')
    .trim();
  return kept === '' ? undefined : kept;
}

/** The condition keys that such a request has. */
export function entityConditionKeys(input: EntityInput): Readonly<Record<string, string | undefined>> {
  return {
    's3:x-amz-acl': input.ACL,
    's3:x-amz-server-side-encryption': input.ServerSideEncryption,
    's3:x-amz-server-side-encryption-aws-kms-key-id': input.SSEKMSKeyId,
    's3:x-amz-storage-class': input.StorageClass ?? 'STANDARD',
    's3:x-amz-website-redirect-location': input.WebsiteRedirectLocation,
  };
}

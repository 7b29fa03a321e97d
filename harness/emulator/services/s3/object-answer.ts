import type { GetObjectOutput } from '@aws-sdk/client-s3';
import { asChecksumMembers } from './checksums.ts';
import type { FoundBucket } from './bucket-access.ts';
import { contentRange, readRange } from './byte-range.ts';
import type { ByteRange } from './byte-range.ts';
import { invalidPartNumber, invalidRequest } from './errors.ts';
import { shownMetadata } from './metadata-text.ts';
import { shownEncryption } from './object-encryption.ts';
import { shownVersionId } from './object-versions.ts';
import type { ObjectVersion } from './state.ts';

/** What GetObject and HeadObject read alike. */
export interface ReadInput {
  readonly Range?: string | undefined;
  readonly PartNumber?: number | undefined;
  readonly ChecksumMode?: string | undefined;
  readonly VersionId?: string | undefined;
  readonly ResponseCacheControl?: string | undefined;
  readonly ResponseContentDisposition?: string | undefined;
  readonly ResponseContentEncoding?: string | undefined;
  readonly ResponseContentLanguage?: string | undefined;
  readonly ResponseContentType?: string | undefined;
  readonly ResponseExpires?: Date | undefined;
}

export type ObjectAnswer = Omit<GetObjectOutput, 'Body' | '$metadata'>;

/** The part of the object that a request asks for; undefined: all of it. */
export function wantedRange(input: ReadInput, object: ObjectVersion): ByteRange | undefined {
  if (input.PartNumber === undefined) return readRange(input.Range, object.size);
  if (input.Range !== undefined) throw invalidRequest('Cannot specify both Range header and partNumber query parameter');
  const parts = object.parts ?? [{ number: 1, size: object.size }];
  const index = input.PartNumber - 1;
  const part = parts[index];
  if (part === undefined) throw invalidPartNumber(input.PartNumber, parts.length);
  if (part.size === 0) return undefined;
  const first = parts.slice(0, index).reduce((sum, before) => sum + before.size, 0);
  return { first, last: first + part.size - 1 };
}

/** Everything about the object but its bytes, with the response-* overrides of the request. */
export function describeObject(input: ReadInput, found: FoundBucket, object: ObjectVersion, range: ByteRange | undefined): ObjectAnswer {
  const { headers } = object;
  const expires = input.ResponseExpires ?? (headers.Expires === undefined ? undefined : new Date(headers.Expires));
  return {
    AcceptRanges: 'bytes',
    LastModified: new Date(object.lastModified),
    ContentLength: range === undefined ? object.size : range.last - range.first + 1,
    ETag: `"${object.etag}"`,
    ...(input.ChecksumMode === 'ENABLED' ? shownChecksum(input, object, range) : {}),
    ...shownVersionId(found.bucket, object),
    CacheControl: input.ResponseCacheControl ?? headers.CacheControl,
    ContentDisposition: input.ResponseContentDisposition ?? headers.ContentDisposition,
    ContentEncoding: input.ResponseContentEncoding ?? headers.ContentEncoding,
    ContentLanguage: input.ResponseContentLanguage ?? headers.ContentLanguage,
    ContentType: input.ResponseContentType ?? headers.ContentType,
    ...(expires === undefined ? {} : { Expires: expires, ExpiresString: expires.toUTCString() }),
    ...(range === undefined ? {} : { ContentRange: contentRange(range, object.size) }),
    WebsiteRedirectLocation: headers.WebsiteRedirectLocation,
    ...shownEncryption(object.encryption),
    Metadata: shownMetadata(object.metadata),
    ...(object.storageClass === 'STANDARD' ? {} : { StorageClass: object.storageClass as 'STANDARD_IA' }),
    ...(input.PartNumber === undefined || object.parts === undefined ? {} : { PartsCount: object.parts.length }),
    ...(object.tags.length === 0 ? {} : { TagCount: object.tags.length }),
  };
}

/** A part of the object is answered with 206, be it asked for by Range or by partNumber. */
export function statusOfRead({ ContentRange }: { readonly ContentRange?: string | undefined }): number | undefined {
  return ContentRange === undefined ? undefined : 206;
}

/** Of a part its own checksum, where it has one; of any other range none. */
function shownChecksum(input: ReadInput, object: ObjectVersion, range: ByteRange | undefined): ObjectAnswer {
  const { algorithm, value, type: ChecksumType } = object.checksum;
  if (input.PartNumber !== undefined && object.parts !== undefined) {
    const part = object.parts[input.PartNumber - 1]?.checksum;
    return part === undefined ? {} : { ...asChecksumMembers({ algorithm, value: part }), ChecksumType };
  }
  const whole = range === undefined || (range.first === 0 && range.last === object.size - 1);
  return whole ? { ...asChecksumMembers({ algorithm, value }), ChecksumType } : {};
}

/** What GetObject and HeadObject accept. */
export const readMembers = [
  ...(['Bucket', 'Key', 'VersionId', 'Range', 'PartNumber', 'ChecksumMode', 'RequestPayer', 'ExpectedBucketOwner'] as const),
  ...(['IfMatch', 'IfNoneMatch', 'IfModifiedSince', 'IfUnmodifiedSince'] as const),
  ...(['ResponseCacheControl', 'ResponseContentDisposition', 'ResponseContentEncoding', 'ResponseContentLanguage'] as const),
  ...(['ResponseContentType', 'ResponseExpires'] as const),
];

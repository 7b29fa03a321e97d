import { CopyObject$ } from '@aws-sdk/client-s3';
import type { CopyObjectOutput, CopyObjectRequest } from '@aws-sdk/client-s3';
import type { OperationContext } from '../../../kernel/context.ts';
import { defineOperation } from '../../../kernel/operation.ts';
import type { Incoming } from '../../../kernel/operation.ts';
import { findBucket, wantOnObject } from '../bucket-access.ts';
import type { FoundBucket } from '../bucket-access.ts';
import { asChecksumMembers, checksumOf, isChecksumAlgorithm } from '../checksums.ts';
import type { ObjectChecksum } from '../checksums.ts';
import { checkWriteConditions } from '../conditions.ts';
import { locateCopySource, readCopySource, wantsOfCopySource } from '../copy-source.ts';
import type { CopySource } from '../copy-source.ts';
import { checkEntity, entityConditionKeys, entityMembers, readEntityHeaders } from '../entity-headers.ts';
import { invalidArgument, invalidRequest } from '../errors.ts';
import { keptMetadata } from '../metadata-text.ts';
import { addVersion, currentObject, madeVersionId, newVersionId, shownVersionId, wholeSeconds } from '../object-versions.ts';
import type { ObjectVersion } from '../state.ts';
import { readTaggingHeader, requestTagKeys } from '../tags.ts';
import { checkKey } from '../write-object.ts';

type Input = Incoming<CopyObjectRequest>;

export const copyObject = defineOperation<CopyObjectRequest, CopyObjectOutput>({
  schema: CopyObject$,
  accepts: [
    ...(['Bucket', 'Key', 'CopySource', 'MetadataDirective', 'Tagging', 'TaggingDirective', 'ChecksumAlgorithm'] as const),
    ...(['CopySourceIfMatch', 'CopySourceIfNoneMatch', 'CopySourceIfModifiedSince', 'CopySourceIfUnmodifiedSince'] as const),
    ...(['IfMatch', 'IfNoneMatch', 'RequestPayer', 'ExpectedBucketOwner', 'ExpectedSourceBucketOwner'] as const),
    ...entityMembers,
  ],
  authorise(input, context) {
    const found = findBucket(input, context);
    const tags = readTaggingHeader(input.Tagging);
    const keys = {
      ...entityConditionKeys(input),
      ...requestTagKeys(tags),
      's3:x-amz-copy-source': input.CopySource,
      's3:x-amz-metadata-directive': input.MetadataDirective,
    };
    const actions = tags.length === 0 ? ['s3:PutObject'] : ['s3:PutObject', 's3:PutObjectTagging'];
    return [...wantsOfCopySource(input, context), ...actions.map((action) => wantOnObject(found, context, action, input.Key ?? '', keys))];
  },
  handle(input, context) {
    const key = input.Key ?? '';
    checkKey(key);
    checkEntity(input);
    checkDirective('x-amz-metadata-directive', input.MetadataDirective);
    checkDirective('x-amz-tagging-directive', input.TaggingDirective);
    return context.transaction(() => {
      const found = findBucket(input, context);
      const from = locateCopySource(input, context);
      const source = readCopySource(input, from);
      if (from.found.bucket.name === found.bucket.name && from.key === key && from.versionId === undefined) refuseEmptyCopy(input, source);
      checkWriteConditions(input, key, currentObject(found, key));
      const copy = copyOf(input, source, found, context);
      addVersion(found, key, copy);
      return answer(copy, source, from, found);
    });
  },
});

function checkDirective(header: string, value: string | undefined): void {
  if (value !== undefined && value !== 'COPY' && value !== 'REPLACE')
    throw invalidArgument(`Unknown ${header.slice(6)} directive.`, header, value);
}

function refuseEmptyCopy(input: Input, source: ObjectVersion): void {
  const changes =
    input.MetadataDirective === 'REPLACE' ||
    input.ServerSideEncryption !== undefined ||
    input.WebsiteRedirectLocation !== undefined ||
    input.ChecksumAlgorithm !== undefined ||
    (input.StorageClass !== undefined && input.StorageClass !== source.storageClass);
  if (!changes)
    throw invalidRequest(
      "This copy request is illegal because it is trying to copy an object to itself without changing the object's metadata, storage class, website redirect location or encryption attributes.",
    );
}

/** A copy is one object, whatever parts its source had, so its ETag and checksum are of the whole. */
function copyOf(input: Input, source: ObjectVersion, found: FoundBucket, context: OperationContext): ObjectVersion {
  const { parts: _, ...whole } = source;
  const replaced = input.MetadataDirective === 'REPLACE';
  const tags = input.TaggingDirective === 'REPLACE' ? readTaggingHeader(input.Tagging) : source.tags;
  const { WebsiteRedirectLocation: __, ...headers } = source.headers;
  return {
    ...whole,
    versionId: newVersionId(found.bucket, context),
    lastModified: wholeSeconds(context.now()),
    headers: replaced ? readEntityHeaders(input) : { ...headers, ...redirect(input) },
    metadata: replaced ? keptMetadata(input.Metadata) : source.metadata,
    tags,
    checksum: copiedChecksum(input, source, context),
    storageClass: input.StorageClass ?? 'STANDARD',
  };
}

function redirect({ WebsiteRedirectLocation }: Input): { readonly WebsiteRedirectLocation?: string } {
  return WebsiteRedirectLocation === undefined ? {} : { WebsiteRedirectLocation };
}

function copiedChecksum(input: Input, source: ObjectVersion, context: OperationContext): ObjectChecksum {
  const asked = input.ChecksumAlgorithm ?? source.checksum.algorithm;
  if (source.checksum.type === 'FULL_OBJECT' && asked === source.checksum.algorithm) return source.checksum;
  if (!isChecksumAlgorithm(asked))
    throw invalidRequest(
      'Checksum algorithm provided is unsupported. Please try again with any of the valid types: [CRC32, CRC32C, CRC64NVME, SHA1, SHA256]',
    );
  return { algorithm: asked, value: checksumOf(asked, context.blobs.get(source.blob)), type: 'FULL_OBJECT' };
}

function answer(copy: ObjectVersion, source: ObjectVersion, from: CopySource, found: FoundBucket): Omit<CopyObjectOutput, '$metadata'> {
  return {
    CopyObjectResult: {
      ETag: `"${copy.etag}"`,
      LastModified: new Date(copy.lastModified),
      ...asChecksumMembers(copy.checksum),
      ChecksumType: copy.checksum.type,
    },
    CopySourceVersionId: shownVersionId(from.found.bucket, source).VersionId,
    ...madeVersionId(found.bucket, copy),
    ServerSideEncryption: 'AES256',
  };
}

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
import { keptEncryption, shownEncryption, vaultForWrite, vaultOf } from '../object-encryption.ts';
import { addVersion, currentObject, madeVersionId, newVersionId, shownVersionId, wholeSeconds } from '../object-versions.ts';
import type { ObjectVersion } from '../state.ts';
import { readTaggingHeader, requestTagKeys } from '../tags.ts';
import type { Vault } from '../vault.ts';
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
  async handle(input, context) {
    const key = input.Key ?? '';
    checkKey(key);
    checkEntity(input);
    checkDirective('x-amz-metadata-directive', input.MetadataDirective);
    checkDirective('x-amz-tagging-directive', input.TaggingDirective);
    const from = locateCopySource(input, context);
    const source = readCopySource(input, from);
    const content = await copyContent(input, source, from, context);
    return context.transaction(() => {
      const found = findBucket(input, context);
      if (from.found.bucket.name === found.bucket.name && from.key === key && from.versionId === undefined)
        refuseEmptyCopy(input, source, found);
      checkWriteConditions(input, key, currentObject(found, key));
      const copy = copyOf(input, source, content, found, context);
      addVersion(found, key, copy);
      return answer(copy, source, from, found);
    });
  },
});

function checkDirective(header: string, value: string | undefined): void {
  if (value !== undefined && value !== 'COPY' && value !== 'REPLACE')
    throw invalidArgument(`Unknown ${header.slice(6)} directive.`, header, value);
}

/** What the bucket says of encryption is a change too, and so is S3's own key in the place of another. */
function refuseEmptyCopy(input: Input, source: ObjectVersion, { bucket }: FoundBucket): void {
  const changes =
    input.MetadataDirective === 'REPLACE' ||
    input.ServerSideEncryption !== undefined ||
    source.encryption !== undefined ||
    bucket.bucketKeyEnabled !== undefined ||
    input.WebsiteRedirectLocation !== undefined ||
    input.ChecksumAlgorithm !== undefined ||
    (input.StorageClass !== undefined && input.StorageClass !== source.storageClass);
  if (!changes)
    throw invalidRequest(
      "This copy request is illegal because it is trying to copy an object to itself without changing the object's metadata, storage class, website redirect location or encryption attributes.",
    );
}

type CopiedContent = Pick<ObjectVersion, 'blob' | 'etag' | 'checksum' | 'encryption'>;

/** The bytes as they lie where no key of KMS is in play, else read by the source's key and written by the copy's. */
async function copyContent(input: Input, source: ObjectVersion, from: CopySource, context: OperationContext): Promise<CopiedContent> {
  const { vault, encryption } = await vaultForWrite(input, findBucket(input, context), input.Key ?? '', context);
  const sourceVault = await vaultOf(source.encryption, from.found, context);
  const checksum = copiedChecksum(input, source, sourceVault);
  if (source.encryption === undefined && encryption === undefined) return { blob: source.blob, etag: source.etag, checksum };
  const bytes = sourceVault.get(source.blob);
  return { blob: vault.put(bytes), etag: vault.etagOf(bytes), checksum, ...keptEncryption(encryption) };
}

/** A copy is one object, whatever parts its source had, so its ETag and checksum are of the whole. */
function copyOf(input: Input, source: ObjectVersion, content: CopiedContent, found: FoundBucket, context: OperationContext): ObjectVersion {
  const { parts: _, encryption: ___, ...whole } = source;
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
    ...content,
    storageClass: input.StorageClass ?? 'STANDARD',
  };
}

function redirect({ WebsiteRedirectLocation }: Input): { readonly WebsiteRedirectLocation?: string } {
  return WebsiteRedirectLocation === undefined ? {} : { WebsiteRedirectLocation };
}

function copiedChecksum(input: Input, source: ObjectVersion, vault: Vault): ObjectChecksum {
  const asked = input.ChecksumAlgorithm ?? source.checksum.algorithm;
  if (source.checksum.type === 'FULL_OBJECT' && asked === source.checksum.algorithm) return source.checksum;
  if (!isChecksumAlgorithm(asked))
    throw invalidRequest(
      'Checksum algorithm provided is unsupported. Please try again with any of the valid types: [CRC32, CRC32C, CRC64NVME, SHA1, SHA256]',
    );
  return { algorithm: asked, value: checksumOf(asked, vault.get(source.blob)), type: 'FULL_OBJECT' };
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
    ...shownEncryption(copy.encryption),
  };
}

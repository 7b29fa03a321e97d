import { PutObject$ } from '@aws-sdk/client-s3';
import type { PutObjectOutput, PutObjectRequest } from '@aws-sdk/client-s3';
import { defineOperation } from '../../../kernel/operation.ts';
import { findBucket, wantOnObject } from '../bucket-access.ts';
import { asChecksumMembers, checksumMembers, isChecksumAlgorithm, verifyContentMd5 } from '../checksums.ts';
import { checkWriteConditions } from '../conditions.ts';
import { checkEntity, entityConditionKeys, entityMembers, readEntityHeaders } from '../entity-headers.ts';
import { keptMetadata } from '../metadata-text.ts';
import { keptEncryption, shownEncryption, vaultForWrite } from '../object-encryption.ts';
import { addVersion, currentObject, madeVersionId, newVersionId, wholeSeconds } from '../object-versions.ts';
import type { ObjectVersion } from '../state.ts';
import { readTaggingHeader, requestTagKeys } from '../tags.ts';
import { checkKey, storeContent } from '../write-object.ts';

export const putObject = defineOperation<PutObjectRequest, PutObjectOutput>({
  schema: PutObject$,
  accepts: [
    ...(['Bucket', 'Key', 'Body', 'ContentLength', 'ContentMD5', 'ChecksumAlgorithm', 'IfMatch', 'IfNoneMatch', 'Tagging'] as const),
    ...(['RequestPayer', 'ExpectedBucketOwner'] as const),
    ...checksumMembers,
    ...entityMembers,
  ],
  authorise(input, context) {
    const found = findBucket(input, context);
    const tags = readTaggingHeader(input.Tagging);
    const keys = {
      ...entityConditionKeys(input),
      ...requestTagKeys(tags),
      's3:if-match': input.IfMatch,
      's3:if-none-match': input.IfNoneMatch,
    };
    const actions = tags.length === 0 ? ['s3:PutObject'] : ['s3:PutObject', 's3:PutObjectTagging'];
    return actions.map((action) => wantOnObject(found, context, action, input.Key ?? '', keys));
  },
  async handle(input, context) {
    const key = input.Key ?? '';
    checkKey(key);
    checkEntity(input);
    const tags = readTaggingHeader(input.Tagging);
    const body = input.Body ?? new Uint8Array();
    verifyContentMd5(input.ContentMD5, body);
    const named = input.ChecksumAlgorithm ?? '';
    const { vault, encryption } = await vaultForWrite(input, findBucket(input, context), key, context);
    const { checksum, ...content } = storeContent(body, input, vault, isChecksumAlgorithm(named) ? named : undefined);
    return context.transaction(() => {
      const found = findBucket(input, context);
      checkWriteConditions(input, key, currentObject(found, key));
      const version: ObjectVersion = {
        kind: 'object',
        versionId: newVersionId(found.bucket, context),
        lastModified: wholeSeconds(context.now()),
        ...content,
        headers: readEntityHeaders(input),
        metadata: keptMetadata(input.Metadata),
        tags,
        checksum: { ...checksum, type: 'FULL_OBJECT' },
        storageClass: input.StorageClass ?? 'STANDARD',
        ...keptEncryption(encryption),
      };
      addVersion(found, key, version);
      return {
        ETag: `"${content.etag}"`,
        ...asChecksumMembers(checksum),
        ChecksumType: 'FULL_OBJECT',
        ...shownEncryption(encryption),
        ...madeVersionId(found.bucket, version),
      };
    });
  },
});

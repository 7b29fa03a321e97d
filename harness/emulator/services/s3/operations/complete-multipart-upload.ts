import { CompleteMultipartUpload$ } from '@aws-sdk/client-s3';
import type { CompleteMultipartUploadOutput, CompleteMultipartUploadRequest } from '@aws-sdk/client-s3';
import type { OperationContext } from '../../../kernel/context.ts';
import { defineOperation } from '../../../kernel/operation.ts';
import { assemble } from '../assemble-upload.ts';
import { findBucket, wantOnObject } from '../bucket-access.ts';
import type { BucketRequest, FoundBucket } from '../bucket-access.ts';
import { asChecksumMembers, checksumMembers } from '../checksums.ts';
import { checkWriteConditions } from '../conditions.ts';
import { noSuchUpload } from '../errors.ts';
import { dropParts, readUpload, writeUpload } from '../multipart.ts';
import type { UploadRequest } from '../multipart.ts';
import { keptEncryption, shownEncryption, vaultOf } from '../object-encryption.ts';
import { addVersion, currentObject, findVersion, madeVersionId, newVersionId, wholeSeconds } from '../object-versions.ts';
import type { ObjectVersion } from '../state.ts';
import type { Vault } from '../vault.ts';

export const completeMultipartUpload = defineOperation<CompleteMultipartUploadRequest, CompleteMultipartUploadOutput>({
  schema: CompleteMultipartUpload$,
  accepts: [
    ...(['Bucket', 'Key', 'UploadId', 'MultipartUpload', 'ChecksumType', 'MpuObjectSize', 'IfMatch', 'IfNoneMatch'] as const),
    ...(['RequestPayer', 'ExpectedBucketOwner'] as const),
    ...checksumMembers,
  ],
  authorise: (input, context) => [
    wantOnObject(findBucket(input, context), context, 's3:PutObject', input.Key ?? '', {
      's3:if-match': input.IfMatch,
      's3:if-none-match': input.IfNoneMatch,
    }),
  ],
  async handle(input, context) {
    const key = input.Key ?? '';
    const vault = await vaultOfUpload(input, context);
    return context.transaction(() => {
      const found = findBucket(input, context);
      const upload = readUpload(found, input);
      if (upload === undefined) throw noSuchUpload(input.UploadId ?? '');
      const before = upload.completed === undefined ? undefined : findVersion(found, key, upload.completed.versionId);
      // A repeated completion answers as the first did, as long as its object is there.
      if (before?.kind === 'object' && before.etag === upload.completed?.etag) return answer(before, key, found, context);
      if (upload.completed !== undefined) throw noSuchUpload(upload.uploadId);
      const content = assemble(found.state, upload, input, vault);
      checkWriteConditions(input, key, currentObject(found, key));
      const object: ObjectVersion = {
        kind: 'object',
        versionId: newVersionId(found.bucket, context),
        lastModified: wholeSeconds(context.now()),
        ...content,
        headers: upload.headers,
        metadata: upload.metadata,
        tags: upload.tags,
        storageClass: upload.storageClass,
        ...keptEncryption(upload.encryption),
      };
      addVersion(found, key, object);
      dropParts(found.state, upload.uploadId);
      writeUpload(found, { ...upload, completed: { etag: object.etag, versionId: object.versionId } });
      return answer(object, key, found, context);
    });
  },
});

async function vaultOfUpload(input: BucketRequest & UploadRequest, context: OperationContext): Promise<Vault> {
  const found = findBucket(input, context);
  return vaultOf(readUpload(found, input)?.encryption, found, context);
}

type Answer = Omit<CompleteMultipartUploadOutput, '$metadata'>;

function answer(object: ObjectVersion, key: string, found: FoundBucket, context: OperationContext): Answer {
  return {
    Location: `${context.endpoint}/${found.bucket.name}/${encodeURIComponent(key)}`,
    Bucket: found.bucket.name,
    Key: key,
    ETag: `"${object.etag}"`,
    ...asChecksumMembers(object.checksum),
    ChecksumType: object.checksum.type,
    ...shownEncryption(object.encryption),
    ...madeVersionId(found.bucket, object),
  };
}

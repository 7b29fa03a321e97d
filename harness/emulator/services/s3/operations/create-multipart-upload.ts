import { CreateMultipartUpload$ } from '@aws-sdk/client-s3';
import type { CreateMultipartUploadOutput, CreateMultipartUploadRequest } from '@aws-sdk/client-s3';
import { defineOperation } from '../../../kernel/operation.ts';
import { findBucket, wantOnObject } from '../bucket-access.ts';
import { isChecksumAlgorithm } from '../checksums.ts';
import type { ChecksumAlgorithmName, ChecksumType } from '../checksums.ts';
import { checkEntity, entityConditionKeys, entityMembers, readEntityHeaders } from '../entity-headers.ts';
import { invalidRequest } from '../errors.ts';
import { keptMetadata } from '../metadata-text.ts';
import { writeUpload } from '../multipart.ts';
import { keptEncryption, shownEncryption, vaultForWrite } from '../object-encryption.ts';
import { readTaggingHeader, requestTagKeys } from '../tags.ts';
import { checkKey } from '../write-object.ts';

export const createMultipartUpload = defineOperation<CreateMultipartUploadRequest, CreateMultipartUploadOutput>({
  schema: CreateMultipartUpload$,
  accepts: [
    ...(['Bucket', 'Key', 'Tagging', 'ChecksumAlgorithm', 'ChecksumType', 'RequestPayer', 'ExpectedBucketOwner'] as const),
    ...entityMembers,
  ],
  authorise(input, context) {
    const found = findBucket(input, context);
    const tags = readTaggingHeader(input.Tagging);
    const keys = { ...entityConditionKeys(input), ...requestTagKeys(tags) };
    const actions = tags.length === 0 ? ['s3:PutObject'] : ['s3:PutObject', 's3:PutObjectTagging'];
    return actions.map((action) => wantOnObject(found, context, action, input.Key ?? '', keys));
  },
  async handle(input, context) {
    const key = input.Key ?? '';
    checkKey(key);
    checkEntity(input);
    const found = findBucket(input, context);
    const checksum = readChecksum(input.ChecksumAlgorithm, input.ChecksumType);
    const { encryption } = await vaultForWrite(input, found, key, context);
    const uploadId = context.randomHex(48);
    writeUpload(found, {
      uploadId,
      key,
      initiated: context.now().toISOString(),
      initiator: context.account,
      headers: readEntityHeaders(input),
      metadata: keptMetadata(input.Metadata),
      tags: readTaggingHeader(input.Tagging),
      storageClass: input.StorageClass ?? 'STANDARD',
      ...keptEncryption(encryption),
      ...(checksum === undefined ? {} : { checksumAlgorithm: checksum.algorithm, checksumType: checksum.type }),
    });
    return {
      Bucket: found.bucket.name,
      Key: key,
      UploadId: uploadId,
      ...shownEncryption(encryption),
      ...(checksum === undefined ? {} : { ChecksumAlgorithm: checksum.algorithm, ChecksumType: checksum.type }),
    };
  },
});

interface UploadChecksum {
  readonly algorithm: ChecksumAlgorithmName;
  readonly type: ChecksumType;
}

/** CRC-64 is of the whole object only, SHA of the parts only, the 32-bit CRCs of either. */
function readChecksum(algorithm: string | undefined, type: string | undefined): UploadChecksum | undefined {
  if (algorithm === undefined) {
    if (type !== undefined)
      throw invalidRequest('The x-amz-checksum-type header can only be used with the x-amz-checksum-algorithm header.');
    return undefined;
  }
  if (!isChecksumAlgorithm(algorithm))
    throw invalidRequest(
      'Checksum algorithm provided is unsupported. Please try again with any of the valid types: [CRC32, CRC32C, CRC64NVME, SHA1, SHA256]',
    );
  const chosen = type ?? (algorithm === 'CRC64NVME' ? 'FULL_OBJECT' : 'COMPOSITE');
  if (chosen !== 'FULL_OBJECT' && chosen !== 'COMPOSITE') throw invalidRequest('Value for x-amz-checksum-type header is invalid.');
  const impossible = algorithm === 'CRC64NVME' ? 'COMPOSITE' : algorithm.startsWith('SHA') ? 'FULL_OBJECT' : undefined;
  if (chosen === impossible)
    throw invalidRequest(`The ${chosen} checksum type cannot be used with the ${algorithm.toLowerCase()} checksum algorithm.`);
  return { algorithm, type: chosen };
}

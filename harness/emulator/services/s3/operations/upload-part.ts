import { UploadPart$ } from '@aws-sdk/client-s3';
import type { UploadPartOutput, UploadPartRequest } from '@aws-sdk/client-s3';
import { defineOperation } from '../../../kernel/operation.ts';
import { findBucket, wantOnObject } from '../bucket-access.ts';
import { asChecksumMembers, checksumMembers, sentChecksum, verifyContentMd5 } from '../checksums.ts';
import { invalidRequest } from '../errors.ts';
import { checkPartNumber, requireUpload } from '../multipart.ts';
import { shownEncryption, vaultOf } from '../object-encryption.ts';
import { wholeSeconds } from '../object-versions.ts';
import { partRowKey, uploadedParts } from '../state.ts';
import type { Upload } from '../state.ts';
import { storeContent } from '../write-object.ts';

export const uploadPart = defineOperation<UploadPartRequest, UploadPartOutput>({
  schema: UploadPart$,
  accepts: [
    ...(['Bucket', 'Key', 'PartNumber', 'UploadId', 'Body', 'ContentLength', 'ContentMD5', 'ChecksumAlgorithm'] as const),
    ...(['RequestPayer', 'ExpectedBucketOwner'] as const),
    ...checksumMembers,
  ],
  authorise: (input, context) => [wantOnObject(findBucket(input, context), context, 's3:PutObject', input.Key ?? '')],
  async handle(input, context) {
    const found = findBucket(input, context);
    const upload = requireUpload(found, input);
    const number = checkPartNumber(input.PartNumber);
    const body = input.Body ?? new Uint8Array();
    verifyContentMd5(input.ContentMD5, body);
    const sent = sentChecksum(input)?.algorithm;
    checkAlgorithm(upload, sent);
    const vault = await vaultOf(upload.encryption, found, context);
    const { checksum, ...content } = storeContent(body, input, vault, upload.checksumAlgorithm);
    const kept = sent === undefined && upload.checksumAlgorithm === undefined ? {} : { checksum };
    uploadedParts(found.state).put(partRowKey(upload.uploadId, number), {
      number,
      ...content,
      lastModified: wholeSeconds(context.now()),
      ...kept,
    });
    return { ETag: `"${content.etag}"`, ...asChecksumMembers(kept.checksum), ...shownEncryption(upload.encryption) };
  },
});

function checkAlgorithm(upload: Upload, sent: string | undefined): void {
  const expected = upload.checksumAlgorithm;
  if (expected === undefined || sent === undefined || sent === expected) return;
  throw invalidRequest(
    `Checksum Type mismatch occurred, expected checksum Type: ${expected.toLowerCase()}, actual checksum Type: ${sent.toLowerCase()}`,
  );
}

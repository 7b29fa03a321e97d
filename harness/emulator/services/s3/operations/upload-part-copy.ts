import { UploadPartCopy$ } from '@aws-sdk/client-s3';
import type { UploadPartCopyOutput, UploadPartCopyRequest } from '@aws-sdk/client-s3';
import { defineOperation } from '../../../kernel/operation.ts';
import { findBucket, wantOnObject } from '../bucket-access.ts';
import { asChecksumMembers } from '../checksums.ts';
import { locateCopySource, readCopySource, wantsOfCopySource } from '../copy-source.ts';
import { invalidArgument } from '../errors.ts';
import { checkPartNumber, requireUpload } from '../multipart.ts';
import { shownEncryption, vaultOf } from '../object-encryption.ts';
import { shownVersionId, wholeSeconds } from '../object-versions.ts';
import { partRowKey, uploadedParts } from '../state.ts';
import { storeContent } from '../write-object.ts';

export const uploadPartCopy = defineOperation<UploadPartCopyRequest, UploadPartCopyOutput>({
  schema: UploadPartCopy$,
  accepts: [
    ...(['Bucket', 'Key', 'PartNumber', 'UploadId', 'CopySource', 'CopySourceRange', 'RequestPayer'] as const),
    ...(['CopySourceIfMatch', 'CopySourceIfNoneMatch', 'CopySourceIfModifiedSince', 'CopySourceIfUnmodifiedSince'] as const),
    ...(['ExpectedBucketOwner', 'ExpectedSourceBucketOwner'] as const),
  ],
  authorise: (input, context) => [
    ...wantsOfCopySource(input, context),
    wantOnObject(findBucket(input, context), context, 's3:PutObject', input.Key ?? '', { 's3:x-amz-copy-source': input.CopySource }),
  ],
  async handle(input, context) {
    const found = findBucket(input, context);
    const upload = requireUpload(found, input);
    const number = checkPartNumber(input.PartNumber);
    const from = locateCopySource(input, context);
    const source = readCopySource(input, from);
    const bytes = cut((await vaultOf(source.encryption, from.found, context)).get(source.blob), input.CopySourceRange);
    const { checksum, ...content } = storeContent(bytes, {}, await vaultOf(upload.encryption, found, context), upload.checksumAlgorithm);
    const kept = upload.checksumAlgorithm === undefined ? {} : { checksum };
    const lastModified = wholeSeconds(context.now());
    uploadedParts(found.state).put(partRowKey(upload.uploadId, number), { number, ...content, lastModified, ...kept });
    return {
      CopyPartResult: { ETag: `"${content.etag}"`, LastModified: new Date(lastModified), ...asChecksumMembers(kept.checksum) },
      CopySourceVersionId: shownVersionId(from.found.bucket, source).VersionId,
      ...shownEncryption(upload.encryption),
    };
  },
});

/** Both ends must be given and lie within: unlike a Range of a read, nothing is cut to fit. */
function cut(bytes: Uint8Array, header: string | undefined): Uint8Array {
  if (header === undefined) return bytes;
  const parts = /^bytes=(\d+)-(\d+)$/.exec(header);
  const [first, last] = [Number(parts?.[1]), Number(parts?.[2])];
  if (parts === null || first > last)
    throw invalidArgument(
      'The x-amz-copy-source-range value must be of the form bytes=first-last where first and last are the zero-based offsets of the first and last bytes to copy',
      'x-amz-copy-source-range',
      header,
    );
  if (last >= bytes.length)
    throw invalidArgument(`Range specified is not valid for source object of size: ${bytes.length}`, 'x-amz-copy-source-range', header);
  return bytes.subarray(first, last + 1);
}

import { ListParts$ } from '@aws-sdk/client-s3';
import type { ListPartsOutput, ListPartsRequest } from '@aws-sdk/client-s3';
import { defineOperation } from '../../../kernel/operation.ts';
import { findBucket, wantOnObject } from '../bucket-access.ts';
import { asChecksumMembers } from '../checksums.ts';
import { pageSize } from '../list-parameters.ts';
import { partsOf, requireUpload } from '../multipart.ts';
import { ownerOf } from '../owner.ts';

export const listParts = defineOperation<ListPartsRequest, ListPartsOutput>({
  schema: ListParts$,
  accepts: ['Bucket', 'Key', 'UploadId', 'MaxParts', 'PartNumberMarker', 'RequestPayer', 'ExpectedBucketOwner'],
  authorise: (input, context) => [wantOnObject(findBucket(input, context), context, 's3:ListMultipartUploadParts', input.Key ?? '')],
  handle(input, context) {
    const found = findBucket(input, context);
    const upload = requireUpload(found, input);
    const marker = Number(input.PartNumberMarker ?? 0);
    const maxParts = pageSize(input.MaxParts, 'max-parts');
    const rest = partsOf(found.state, upload.uploadId).filter((part) => part.number > marker);
    const page = rest.slice(0, maxParts);
    return {
      Bucket: found.bucket.name,
      Key: upload.key,
      UploadId: upload.uploadId,
      PartNumberMarker: String(marker),
      NextPartNumberMarker: String(page.at(-1)?.number ?? 0),
      MaxParts: maxParts,
      IsTruncated: page.length < rest.length,
      Initiator: ownerOf(upload.initiator),
      Owner: ownerOf(found.account),
      StorageClass: upload.storageClass as 'STANDARD',
      ChecksumAlgorithm: upload.checksumAlgorithm,
      ChecksumType: upload.checksumType,
      Parts: page.map((part) => ({
        PartNumber: part.number,
        LastModified: new Date(part.lastModified),
        ETag: `"${part.etag}"`,
        Size: part.size,
        ...asChecksumMembers(part.checksum),
      })),
    };
  },
});

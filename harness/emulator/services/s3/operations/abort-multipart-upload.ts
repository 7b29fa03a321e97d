import { AbortMultipartUpload$ } from '@aws-sdk/client-s3';
import type { AbortMultipartUploadOutput, AbortMultipartUploadRequest } from '@aws-sdk/client-s3';
import { defineOperation } from '../../../kernel/operation.ts';
import { findBucket, wantOnObject } from '../bucket-access.ts';
import { dropUpload, requireUpload } from '../multipart.ts';

export const abortMultipartUpload = defineOperation<AbortMultipartUploadRequest, AbortMultipartUploadOutput>({
  schema: AbortMultipartUpload$,
  accepts: ['Bucket', 'Key', 'UploadId', 'RequestPayer', 'ExpectedBucketOwner'],
  authorise: (input, context) => [wantOnObject(findBucket(input, context), context, 's3:AbortMultipartUpload', input.Key ?? '')],
  handle(input, context) {
    context.transaction(() => {
      const found = findBucket(input, context);
      dropUpload(found.state, found.bucket.name, requireUpload(found, input));
    });
    return {};
  },
});

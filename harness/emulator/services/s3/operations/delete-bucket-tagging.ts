import { DeleteBucketTagging$ } from '@aws-sdk/client-s3';
import type { DeleteBucketTaggingRequest } from '@aws-sdk/client-s3';
import { defineOperation } from '../../../kernel/operation.ts';
import { bucketAction } from '../object-wants.ts';
import { updateBucket } from '../update-bucket.ts';

export const deleteBucketTagging = defineOperation<DeleteBucketTaggingRequest, object>({
  schema: DeleteBucketTagging$,
  accepts: ['Bucket', 'ExpectedBucketOwner'],
  authorise: bucketAction('s3:PutBucketTagging'),
  handle(input, context) {
    updateBucket(input, context, (before) => {
      const { tags: _, ...bucket } = before;
      return bucket;
    });
    return {};
  },
});

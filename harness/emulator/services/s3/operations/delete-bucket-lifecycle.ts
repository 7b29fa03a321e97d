import { DeleteBucketLifecycle$ } from '@aws-sdk/client-s3';
import type { DeleteBucketLifecycleRequest } from '@aws-sdk/client-s3';
import { defineOperation } from '../../../kernel/operation.ts';
import { bucketAction } from '../object-wants.ts';
import { updateBucket } from '../update-bucket.ts';

export const deleteBucketLifecycle = defineOperation<DeleteBucketLifecycleRequest, object>({
  schema: DeleteBucketLifecycle$,
  accepts: ['Bucket', 'ExpectedBucketOwner'],
  authorise: bucketAction('s3:PutLifecycleConfiguration'),
  handle(input, context) {
    updateBucket(input, context, (before) => {
      const { lifecycle: _, ...bucket } = before;
      return bucket;
    });
    return {};
  },
});

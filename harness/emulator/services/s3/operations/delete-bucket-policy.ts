import { DeleteBucketPolicy$ } from '@aws-sdk/client-s3';
import type { DeleteBucketPolicyRequest } from '@aws-sdk/client-s3';
import { defineOperation } from '../../../kernel/operation.ts';
import { bucketAction } from '../object-wants.ts';
import { updateBucket } from '../update-bucket.ts';

export const deleteBucketPolicy = defineOperation<DeleteBucketPolicyRequest, object>({
  schema: DeleteBucketPolicy$,
  accepts: ['Bucket', 'ExpectedBucketOwner'],
  authorise: bucketAction('s3:DeleteBucketPolicy'),
  handle(input, context) {
    updateBucket(input, context, (before) => {
      const { policy: _, ...bucket } = before;
      return bucket;
    });
    return {};
  },
});

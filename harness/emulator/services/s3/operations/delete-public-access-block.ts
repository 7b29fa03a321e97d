import { DeletePublicAccessBlock$ } from '@aws-sdk/client-s3';
import type { DeletePublicAccessBlockRequest } from '@aws-sdk/client-s3';
import { defineOperation } from '../../../kernel/operation.ts';
import { bucketAction } from '../object-wants.ts';
import { updateBucket } from '../update-bucket.ts';

export const deletePublicAccessBlock = defineOperation<DeletePublicAccessBlockRequest, object>({
  schema: DeletePublicAccessBlock$,
  accepts: ['Bucket', 'ExpectedBucketOwner'],
  authorise: bucketAction('s3:PutBucketPublicAccessBlock'),
  handle(input, context) {
    updateBucket(input, context, (before) => {
      const { publicAccessBlock: _, ...bucket } = before;
      return bucket;
    });
    return {};
  },
});

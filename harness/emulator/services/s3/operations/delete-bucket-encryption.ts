import { DeleteBucketEncryption$ } from '@aws-sdk/client-s3';
import type { DeleteBucketEncryptionRequest } from '@aws-sdk/client-s3';
import { defineOperation } from '../../../kernel/operation.ts';
import { bucketAction } from '../object-wants.ts';
import { updateBucket } from '../update-bucket.ts';

/** Back to the default, which is AES256. */
export const deleteBucketEncryption = defineOperation<DeleteBucketEncryptionRequest, object>({
  schema: DeleteBucketEncryption$,
  accepts: ['Bucket', 'ExpectedBucketOwner'],
  authorise: bucketAction('s3:PutEncryptionConfiguration'),
  handle(input, context) {
    updateBucket(input, context, (before) => {
      const { bucketKeyEnabled: _, encryption: __, ...bucket } = before;
      return bucket;
    });
    return {};
  },
});

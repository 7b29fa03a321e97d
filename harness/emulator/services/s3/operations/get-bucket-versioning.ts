import { GetBucketVersioning$ } from '@aws-sdk/client-s3';
import type { GetBucketVersioningOutput, GetBucketVersioningRequest } from '@aws-sdk/client-s3';
import { defineOperation } from '../../../kernel/operation.ts';
import { findBucket } from '../bucket-access.ts';
import { bucketAction } from '../object-wants.ts';

/** No Status where versioning was never set. */
export const getBucketVersioning = defineOperation<GetBucketVersioningRequest, GetBucketVersioningOutput>({
  schema: GetBucketVersioning$,
  accepts: ['Bucket', 'ExpectedBucketOwner'],
  authorise: bucketAction('s3:GetBucketVersioning'),
  handle(input, context) {
    const { bucket } = findBucket(input, context);
    return { Status: bucket.versioning };
  },
});

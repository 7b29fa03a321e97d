import { GetBucketOwnershipControls$ } from '@aws-sdk/client-s3';
import type { GetBucketOwnershipControlsOutput, GetBucketOwnershipControlsRequest } from '@aws-sdk/client-s3';
import { defineOperation } from '../../../kernel/operation.ts';
import { findBucket } from '../bucket-access.ts';
import { ownershipControlsNotFound } from '../errors.ts';
import { bucketAction } from '../object-wants.ts';

export const getBucketOwnershipControls = defineOperation<GetBucketOwnershipControlsRequest, GetBucketOwnershipControlsOutput>({
  schema: GetBucketOwnershipControls$,
  accepts: ['Bucket', 'ExpectedBucketOwner'],
  authorise: bucketAction('s3:GetBucketOwnershipControls'),
  handle(input, context) {
    const { bucket } = findBucket(input, context);
    if (!bucket.ownershipControls) throw ownershipControlsNotFound(bucket.name);
    return { OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] } };
  },
});

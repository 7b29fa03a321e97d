import { GetBucketLocation$ } from '@aws-sdk/client-s3';
import type { BucketLocationConstraint, GetBucketLocationOutput, GetBucketLocationRequest } from '@aws-sdk/client-s3';
import { defineOperation } from '../../../kernel/operation.ts';
import { findBucket } from '../bucket-access.ts';
import { bucketAction } from '../object-wants.ts';

/** Empty for us-east-1, as AWS answers. */
export const getBucketLocation = defineOperation<GetBucketLocationRequest, GetBucketLocationOutput>({
  schema: GetBucketLocation$,
  accepts: ['Bucket', 'ExpectedBucketOwner'],
  authorise: bucketAction('s3:GetBucketLocation'),
  handle(input, context) {
    const { region } = findBucket(input, context);
    return { LocationConstraint: region === 'us-east-1' ? undefined : (region as BucketLocationConstraint) };
  },
});

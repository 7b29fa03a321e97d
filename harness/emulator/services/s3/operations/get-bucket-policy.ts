import { GetBucketPolicy$ } from '@aws-sdk/client-s3';
import type { GetBucketPolicyOutput, GetBucketPolicyRequest } from '@aws-sdk/client-s3';
import { defineOperation } from '../../../kernel/operation.ts';
import { findBucket } from '../bucket-access.ts';
import { noSuchBucketPolicy } from '../errors.ts';
import { bucketAction } from '../object-wants.ts';

export const getBucketPolicy = defineOperation<GetBucketPolicyRequest, GetBucketPolicyOutput>({
  schema: GetBucketPolicy$,
  accepts: ['Bucket', 'ExpectedBucketOwner'],
  authorise: bucketAction('s3:GetBucketPolicy'),
  handle(input, context) {
    const { bucket } = findBucket(input, context);
    if (bucket.policy === undefined) throw noSuchBucketPolicy(bucket.name);
    return { Policy: bucket.policy };
  },
});

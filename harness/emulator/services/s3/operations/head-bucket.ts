import { HeadBucket$ } from '@aws-sdk/client-s3';
import type { HeadBucketOutput, HeadBucketRequest } from '@aws-sdk/client-s3';
import { defineOperation } from '../../../kernel/operation.ts';
import { findBucket } from '../bucket-access.ts';
import { bucketAction } from '../object-wants.ts';

export const headBucket = defineOperation<HeadBucketRequest, HeadBucketOutput>({
  schema: HeadBucket$,
  accepts: ['Bucket', 'ExpectedBucketOwner'],
  authorise: bucketAction('s3:ListBucket'),
  handle(input, context) {
    const { bucket, region } = findBucket(input, context);
    return { BucketArn: `arn:aws:s3:::${bucket.name}`, BucketRegion: region, AccessPointAlias: false };
  },
});

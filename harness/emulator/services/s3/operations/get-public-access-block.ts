import { GetPublicAccessBlock$ } from '@aws-sdk/client-s3';
import type { GetPublicAccessBlockOutput, GetPublicAccessBlockRequest } from '@aws-sdk/client-s3';
import { defineOperation } from '../../../kernel/operation.ts';
import { findBucket } from '../bucket-access.ts';
import { noSuchPublicAccessBlock } from '../errors.ts';
import { bucketAction } from '../object-wants.ts';

export const getPublicAccessBlock = defineOperation<GetPublicAccessBlockRequest, GetPublicAccessBlockOutput>({
  schema: GetPublicAccessBlock$,
  accepts: ['Bucket', 'ExpectedBucketOwner'],
  authorise: bucketAction('s3:GetBucketPublicAccessBlock'),
  handle(input, context) {
    const { bucket } = findBucket(input, context);
    if (bucket.publicAccessBlock === undefined) throw noSuchPublicAccessBlock(bucket.name);
    return { PublicAccessBlockConfiguration: bucket.publicAccessBlock };
  },
});

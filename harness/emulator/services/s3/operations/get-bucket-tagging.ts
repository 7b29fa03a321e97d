import { GetBucketTagging$ } from '@aws-sdk/client-s3';
import type { GetBucketTaggingOutput, GetBucketTaggingRequest } from '@aws-sdk/client-s3';
import { defineOperation } from '../../../kernel/operation.ts';
import { findBucket } from '../bucket-access.ts';
import { noSuchTagSet } from '../errors.ts';
import { bucketAction } from '../object-wants.ts';

export const getBucketTagging = defineOperation<GetBucketTaggingRequest, GetBucketTaggingOutput>({
  schema: GetBucketTagging$,
  accepts: ['Bucket', 'ExpectedBucketOwner'],
  authorise: bucketAction('s3:GetBucketTagging'),
  handle(input, context) {
    const { bucket } = findBucket(input, context);
    if (bucket.tags === undefined || bucket.tags.length === 0) throw noSuchTagSet(bucket.name);
    return { TagSet: [...bucket.tags] };
  },
});

import { PutBucketTagging$ } from '@aws-sdk/client-s3';
import type { PutBucketTaggingRequest } from '@aws-sdk/client-s3';
import { defineOperation } from '../../../kernel/operation.ts';
import { bucketAction } from '../object-wants.ts';
import { readTagSet } from '../tags.ts';
import { updateBucket } from '../update-bucket.ts';

export const putBucketTagging = defineOperation<PutBucketTaggingRequest, object>({
  schema: PutBucketTagging$,
  accepts: ['Bucket', 'Tagging', 'ContentMD5', 'ChecksumAlgorithm', 'ExpectedBucketOwner'],
  authorise: bucketAction('s3:PutBucketTagging'),
  handle(input, context) {
    const tags = readTagSet(input.Tagging?.TagSet, 'bucket');
    updateBucket(input, context, (bucket) => ({ ...bucket, tags }));
    return {};
  },
});

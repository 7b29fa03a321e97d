import { PutPublicAccessBlock$ } from '@aws-sdk/client-s3';
import type { PutPublicAccessBlockRequest } from '@aws-sdk/client-s3';
import { defineOperation } from '../../../kernel/operation.ts';
import { malformedXml } from '../errors.ts';
import { bucketAction } from '../object-wants.ts';
import { updateBucket } from '../update-bucket.ts';

export const putPublicAccessBlock = defineOperation<PutPublicAccessBlockRequest, object>({
  schema: PutPublicAccessBlock$,
  accepts: ['Bucket', 'PublicAccessBlockConfiguration', 'ContentMD5', 'ChecksumAlgorithm', 'ExpectedBucketOwner'],
  authorise: bucketAction('s3:PutBucketPublicAccessBlock'),
  handle(input, context) {
    const wanted = input.PublicAccessBlockConfiguration;
    if (wanted === undefined) throw malformedXml();
    const publicAccessBlock = {
      BlockPublicAcls: wanted.BlockPublicAcls ?? false,
      IgnorePublicAcls: wanted.IgnorePublicAcls ?? false,
      BlockPublicPolicy: wanted.BlockPublicPolicy ?? false,
      RestrictPublicBuckets: wanted.RestrictPublicBuckets ?? false,
    };
    updateBucket(input, context, (bucket) => ({ ...bucket, publicAccessBlock }));
    return {};
  },
});

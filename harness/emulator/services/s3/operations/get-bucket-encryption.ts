import { GetBucketEncryption$ } from '@aws-sdk/client-s3';
import type { GetBucketEncryptionOutput, GetBucketEncryptionRequest } from '@aws-sdk/client-s3';
import { defineOperation } from '../../../kernel/operation.ts';
import { findBucket } from '../bucket-access.ts';
import { bucketAction } from '../object-wants.ts';

/** Every bucket encrypts with AES256 since January 2023, whether or not it was asked. */
export const getBucketEncryption = defineOperation<GetBucketEncryptionRequest, GetBucketEncryptionOutput>({
  schema: GetBucketEncryption$,
  accepts: ['Bucket', 'ExpectedBucketOwner'],
  authorise: bucketAction('s3:GetEncryptionConfiguration'),
  handle(input, context) {
    const { bucket } = findBucket(input, context);
    const rule = {
      ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' as const },
      BucketKeyEnabled: bucket.bucketKeyEnabled ?? false,
    };
    return { ServerSideEncryptionConfiguration: { Rules: [rule] } };
  },
});

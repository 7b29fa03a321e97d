import { GetBucketEncryption$ } from '@aws-sdk/client-s3';
import type { GetBucketEncryptionOutput, GetBucketEncryptionRequest, ServerSideEncryptionByDefault } from '@aws-sdk/client-s3';
import { defineOperation } from '../../../kernel/operation.ts';
import { findBucket } from '../bucket-access.ts';
import { bucketAction } from '../object-wants.ts';
import type { Bucket } from '../state.ts';

/** Every bucket encrypts with AES256 since January 2023, whether or not it was asked. */
export const getBucketEncryption = defineOperation<GetBucketEncryptionRequest, GetBucketEncryptionOutput>({
  schema: GetBucketEncryption$,
  accepts: ['Bucket', 'ExpectedBucketOwner'],
  authorise: bucketAction('s3:GetEncryptionConfiguration'),
  handle(input, context) {
    const { bucket } = findBucket(input, context);
    const rule = {
      ApplyServerSideEncryptionByDefault: shownDefault(bucket),
      BucketKeyEnabled: bucket.bucketKeyEnabled ?? false,
    };
    return { ServerSideEncryptionConfiguration: { Rules: [rule] } };
  },
});

function shownDefault({ encryption }: Bucket): ServerSideEncryptionByDefault {
  if (encryption === undefined) return { SSEAlgorithm: 'AES256' };
  return { SSEAlgorithm: 'aws:kms', ...(encryption.keyId === undefined ? {} : { KMSMasterKeyID: encryption.keyId }) };
}

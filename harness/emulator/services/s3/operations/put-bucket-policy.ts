import { PutBucketPolicy$ } from '@aws-sdk/client-s3';
import type { PutBucketPolicyRequest } from '@aws-sdk/client-s3';
import { defineOperation } from '../../../kernel/operation.ts';
import { readBucketPolicy } from '../bucket-policy.ts';
import { accessDenied } from '../errors.ts';
import { isPublicPolicy } from '../is-public-policy.ts';
import { bucketAction } from '../object-wants.ts';
import { updateBucket } from '../update-bucket.ts';

export const putBucketPolicy = defineOperation<PutBucketPolicyRequest, object>({
  schema: PutBucketPolicy$,
  accepts: ['Bucket', 'Policy', 'ContentMD5', 'ChecksumAlgorithm', 'ConfirmRemoveSelfBucketAccess', 'ExpectedBucketOwner'],
  authorise: bucketAction('s3:PutBucketPolicy'),
  handle(input, context) {
    const text = input.Policy ?? '';
    const policy = readBucketPolicy(text, input.Bucket ?? '');
    updateBucket(input, context, (bucket) => {
      if (bucket.publicAccessBlock?.BlockPublicPolicy === true && isPublicPolicy(policy))
        throw accessDenied(
          `Access Denied: the policy of ${bucket.name} would be public, which the BlockPublicPolicy setting in S3 Block Public Access prevents.`,
        );
      return { ...bucket, policy: text };
    });
    return {};
  },
});

import { GetBucketPolicyStatus$ } from '@aws-sdk/client-s3';
import type { GetBucketPolicyStatusOutput, GetBucketPolicyStatusRequest } from '@aws-sdk/client-s3';
import { parsePolicy } from '../../../accounts/policy-document.ts';
import { defineOperation } from '../../../kernel/operation.ts';
import { findBucket } from '../bucket-access.ts';
import { noSuchBucketPolicy } from '../errors.ts';
import { isPublicPolicy } from '../is-public-policy.ts';
import { bucketAction } from '../object-wants.ts';

export const getBucketPolicyStatus = defineOperation<GetBucketPolicyStatusRequest, GetBucketPolicyStatusOutput>({
  schema: GetBucketPolicyStatus$,
  accepts: ['Bucket', 'ExpectedBucketOwner'],
  authorise: bucketAction('s3:GetBucketPolicyStatus'),
  handle(input, context) {
    const { bucket } = findBucket(input, context);
    if (bucket.policy === undefined) throw noSuchBucketPolicy(bucket.name);
    return { PolicyStatus: { IsPublic: isPublicPolicy(parsePolicy(bucket.policy)) } };
  },
});

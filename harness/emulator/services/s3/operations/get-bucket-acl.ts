import { GetBucketAcl$ } from '@aws-sdk/client-s3';
import type { GetBucketAclOutput, GetBucketAclRequest } from '@aws-sdk/client-s3';
import { defineOperation } from '../../../kernel/operation.ts';
import { findBucket } from '../bucket-access.ts';
import { bucketAction } from '../object-wants.ts';
import { ownerOf } from '../owner.ts';

/** ACLs are off (BucketOwnerEnforced): the owner has full control, nobody else anything. */
export const getBucketAcl = defineOperation<GetBucketAclRequest, GetBucketAclOutput>({
  schema: GetBucketAcl$,
  accepts: ['Bucket', 'ExpectedBucketOwner'],
  authorise: bucketAction('s3:GetBucketAcl'),
  handle(input, context) {
    const Owner = ownerOf(findBucket(input, context).account);
    return { Owner, Grants: [{ Grantee: { ...Owner, Type: 'CanonicalUser' }, Permission: 'FULL_CONTROL' }] };
  },
});

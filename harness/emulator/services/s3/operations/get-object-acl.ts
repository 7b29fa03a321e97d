import { GetObjectAcl$ } from '@aws-sdk/client-s3';
import type { GetObjectAclOutput, GetObjectAclRequest } from '@aws-sdk/client-s3';
import { defineOperation } from '../../../kernel/operation.ts';
import { findBucket } from '../bucket-access.ts';
import { requireObject } from '../object-versions.ts';
import { wantsOfRead } from '../object-wants.ts';
import { ownerOf } from '../owner.ts';

/** ACLs are off (BucketOwnerEnforced): the bucket's owner owns every object, with full control. */
export const getObjectAcl = defineOperation<GetObjectAclRequest, GetObjectAclOutput>({
  schema: GetObjectAcl$,
  accepts: ['Bucket', 'Key', 'VersionId', 'RequestPayer', 'ExpectedBucketOwner'],
  authorise: (input, context) => wantsOfRead(input, context, 's3:GetObjectAcl', 's3:GetObjectVersionAcl'),
  handle(input, context) {
    const found = findBucket(input, context);
    requireObject(found, input.Key ?? '', input.VersionId, 'GET');
    const Owner = ownerOf(found.account);
    return { Owner, Grants: [{ Grantee: { ...Owner, Type: 'CanonicalUser' }, Permission: 'FULL_CONTROL' }] };
  },
});

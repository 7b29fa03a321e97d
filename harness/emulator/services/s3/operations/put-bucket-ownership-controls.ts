import { PutBucketOwnershipControls$ } from '@aws-sdk/client-s3';
import type { PutBucketOwnershipControlsRequest } from '@aws-sdk/client-s3';
import { defineOperation } from '../../../kernel/operation.ts';
import { malformedXml, notImplemented } from '../errors.ts';
import { bucketAction } from '../object-wants.ts';
import { updateBucket } from '../update-bucket.ts';

/** BucketOwnerEnforced only: the others bring ACLs back, which are not implemented. */
export const putBucketOwnershipControls = defineOperation<PutBucketOwnershipControlsRequest, object>({
  schema: PutBucketOwnershipControls$,
  accepts: ['Bucket', 'OwnershipControls', 'ContentMD5', 'ChecksumAlgorithm', 'ExpectedBucketOwner'],
  authorise: bucketAction('s3:PutBucketOwnershipControls'),
  handle(input, context) {
    const rules = input.OwnershipControls?.Rules ?? [];
    const ownership = rules[0]?.ObjectOwnership;
    if (rules.length !== 1 || ownership === undefined) throw malformedXml();
    if (ownership !== 'BucketOwnerEnforced') throw notImplemented(`ObjectOwnership ${ownership}`);
    updateBucket(input, context, (bucket) => ({ ...bucket, ownershipControls: true }));
    return {};
  },
});

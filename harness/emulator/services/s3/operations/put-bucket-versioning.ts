import { PutBucketVersioning$ } from '@aws-sdk/client-s3';
import type { PutBucketVersioningRequest } from '@aws-sdk/client-s3';
import { defineOperation } from '../../../kernel/operation.ts';
import { malformedXml, notImplemented } from '../errors.ts';
import { bucketAction } from '../object-wants.ts';
import { updateBucket } from '../update-bucket.ts';

export const putBucketVersioning = defineOperation<PutBucketVersioningRequest, object>({
  schema: PutBucketVersioning$,
  accepts: ['Bucket', 'VersioningConfiguration', 'ContentMD5', 'ChecksumAlgorithm', 'ExpectedBucketOwner'],
  authorise: bucketAction('s3:PutBucketVersioning'),
  handle(input, context) {
    const { Status: versioning, MFADelete } = input.VersioningConfiguration ?? {};
    if (MFADelete === 'Enabled') throw notImplemented('MfaDelete');
    if (versioning !== 'Enabled' && versioning !== 'Suspended') throw malformedXml();
    updateBucket(input, context, (bucket) => ({ ...bucket, versioning }));
    return {};
  },
});

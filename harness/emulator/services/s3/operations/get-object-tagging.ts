import { GetObjectTagging$ } from '@aws-sdk/client-s3';
import type { GetObjectTaggingOutput, GetObjectTaggingRequest } from '@aws-sdk/client-s3';
import { defineOperation } from '../../../kernel/operation.ts';
import { findBucket } from '../bucket-access.ts';
import { requireObject, shownVersionId } from '../object-versions.ts';
import { wantsOfRead } from '../object-wants.ts';

export const getObjectTagging = defineOperation<GetObjectTaggingRequest, GetObjectTaggingOutput>({
  schema: GetObjectTagging$,
  accepts: ['Bucket', 'Key', 'VersionId', 'ExpectedBucketOwner', 'RequestPayer'],
  authorise: (input, context) => wantsOfRead(input, context, 's3:GetObjectTagging', 's3:GetObjectVersionTagging'),
  handle(input, context) {
    const found = findBucket(input, context);
    const object = requireObject(found, input.Key ?? '', input.VersionId, 'GET');
    return { ...shownVersionId(found.bucket, object), TagSet: [...object.tags] };
  },
});

import { DeleteObjectTagging$ } from '@aws-sdk/client-s3';
import type { DeleteObjectTaggingOutput, DeleteObjectTaggingRequest } from '@aws-sdk/client-s3';
import { defineOperation } from '../../../kernel/operation.ts';
import { findBucket } from '../bucket-access.ts';
import { replaceVersion, requireObject, shownVersionId } from '../object-versions.ts';
import { wantsOfRead } from '../object-wants.ts';

export const deleteObjectTagging = defineOperation<DeleteObjectTaggingRequest, DeleteObjectTaggingOutput>({
  schema: DeleteObjectTagging$,
  accepts: ['Bucket', 'Key', 'VersionId', 'ExpectedBucketOwner'],
  authorise: (input, context) => wantsOfRead(input, context, 's3:DeleteObjectTagging', 's3:DeleteObjectVersionTagging'),
  handle(input, context) {
    const key = input.Key ?? '';
    return context.transaction(() => {
      const found = findBucket(input, context);
      const object = requireObject(found, key, input.VersionId, 'DELETE');
      replaceVersion(found, key, { ...object, tags: [] });
      return shownVersionId(found.bucket, object);
    });
  },
});

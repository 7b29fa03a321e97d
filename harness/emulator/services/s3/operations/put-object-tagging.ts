import { PutObjectTagging$ } from '@aws-sdk/client-s3';
import type { PutObjectTaggingOutput, PutObjectTaggingRequest } from '@aws-sdk/client-s3';
import { defineOperation } from '../../../kernel/operation.ts';
import { findBucket, wantOnObject } from '../bucket-access.ts';
import { replaceVersion, requireObject, shownVersionId } from '../object-versions.ts';
import { existingTags } from '../object-wants.ts';
import { readTagSet, requestTagKeys } from '../tags.ts';

export const putObjectTagging = defineOperation<PutObjectTaggingRequest, PutObjectTaggingOutput>({
  schema: PutObjectTagging$,
  accepts: ['Bucket', 'Key', 'VersionId', 'Tagging', 'ContentMD5', 'ChecksumAlgorithm', 'ExpectedBucketOwner', 'RequestPayer'],
  authorise(input, context) {
    const found = findBucket(input, context);
    const { Key: key = '', VersionId: versionId } = input;
    const tags = readTagSet(input.Tagging?.TagSet ?? [], 'object');
    const action = versionId === undefined ? 's3:PutObjectTagging' : 's3:PutObjectVersionTagging';
    const conditionKeys = { ...existingTags(found, key, versionId), ...requestTagKeys(tags), 's3:VersionId': versionId };
    return [wantOnObject(found, context, action, key, conditionKeys)];
  },
  handle(input, context) {
    const key = input.Key ?? '';
    const tags = readTagSet(input.Tagging?.TagSet, 'object');
    return context.transaction(() => {
      const found = findBucket(input, context);
      const object = requireObject(found, key, input.VersionId, 'PUT');
      replaceVersion(found, key, { ...object, tags });
      return shownVersionId(found.bucket, object);
    });
  },
});

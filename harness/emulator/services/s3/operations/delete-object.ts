import { DeleteObject$ } from '@aws-sdk/client-s3';
import type { DeleteObjectOutput, DeleteObjectRequest } from '@aws-sdk/client-s3';
import { defineOperation } from '../../../kernel/operation.ts';
import { findBucket, wantOnObject } from '../bucket-access.ts';
import { matches } from '../conditions.ts';
import { deleteVersion } from '../delete-version.ts';
import { invalidArgument, preconditionFailed } from '../errors.ts';
import { checkVersionId, currentObject } from '../object-versions.ts';
import { existingTags } from '../object-wants.ts';

export const deleteObject = defineOperation<DeleteObjectRequest, DeleteObjectOutput>({
  schema: DeleteObject$,
  accepts: ['Bucket', 'Key', 'VersionId', 'IfMatch', 'RequestPayer', 'BypassGovernanceRetention', 'ExpectedBucketOwner'],
  authorise(input, context) {
    const found = findBucket(input, context);
    const { Key: key = '', VersionId: versionId } = input;
    const action = versionId === undefined ? 's3:DeleteObject' : 's3:DeleteObjectVersion';
    const conditionKeys = { ...existingTags(found, key, versionId), 's3:VersionId': versionId, 's3:if-match': input.IfMatch };
    return [wantOnObject(found, context, action, key, conditionKeys)];
  },
  handle(input, context) {
    const { Key: key = '', VersionId: versionId, IfMatch: ifMatch } = input;
    checkVersionId(versionId);
    if (input.BypassGovernanceRetention === true) throw noObjectLock();
    return context.transaction(() => {
      const found = findBucket(input, context);
      const current = currentObject(found, key);
      if (ifMatch !== undefined && (current === undefined || !matches(ifMatch, current))) throw preconditionFailed('If-Match');
      const deletion = deleteVersion(found, key, versionId, context);
      return { ...(deletion.deleteMarker ? { DeleteMarker: true } : {}), VersionId: deletion.versionId };
    });
  },
});

export function noObjectLock(): Error {
  return invalidArgument('x-amz-bypass-governance-retention is only applicable to Object Lock enabled buckets.');
}

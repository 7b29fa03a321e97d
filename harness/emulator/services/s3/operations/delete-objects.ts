import { DeleteObjects$ } from '@aws-sdk/client-s3';
import type { DeletedObject, DeleteObjectsOutput, DeleteObjectsRequest, ObjectIdentifier } from '@aws-sdk/client-s3';
import { AwsError } from '../../../kernel/aws-error.ts';
import type { OperationContext } from '../../../kernel/context.ts';
import { defineOperation } from '../../../kernel/operation.ts';
import { refuseUnknown } from '../../../kernel/refuse-unknown.ts';
import { findBucket, wantOnObject } from '../bucket-access.ts';
import type { FoundBucket } from '../bucket-access.ts';
import { matches } from '../conditions.ts';
import { deleteVersion } from '../delete-version.ts';
import { accessDenied, malformedXml, preconditionFailed } from '../errors.ts';
import { checkVersionId, currentObject } from '../object-versions.ts';
import { existingTags } from '../object-wants.ts';
import { runningS3 } from '../running.ts';
import { noObjectLock } from './delete-object.ts';

/** Each key is allowed, deleted and answered for by itself: a denied one is an entry of Errors, the others go. */
export const deleteObjects = defineOperation<DeleteObjectsRequest, DeleteObjectsOutput>({
  schema: DeleteObjects$,
  accepts: ['Bucket', 'Delete', 'RequestPayer', 'BypassGovernanceRetention', 'ExpectedBucketOwner', 'ChecksumAlgorithm'],
  authorise(input, context) {
    findBucket(input, context);
    return [];
  },
  handle(input, context) {
    const wanted = input.Delete?.Objects ?? [];
    if (wanted.length === 0 || wanted.length > 1000) throw malformedXml();
    if (input.BypassGovernanceRetention === true) throw noObjectLock();
    const Deleted: DeletedObject[] = [];
    const Errors: object[] = [];
    context.transaction(() => {
      const found = findBucket(input, context);
      for (const each of wanted) {
        const { Key, VersionId } = each;
        try {
          Deleted.push(deleteOne(found, each, context));
        } catch (error) {
          if (!(error instanceof AwsError)) throw error;
          Errors.push({ Key, VersionId, Code: error.code, Message: error.message });
        }
      }
    });
    return { ...(input.Delete?.Quiet === true ? {} : { Deleted }), Errors };
  },
});

function deleteOne(found: FoundBucket, wanted: ObjectIdentifier, context: OperationContext): DeletedObject {
  refuseUnknown('DeleteObjects Delete.Objects[]', wanted, ['Key', 'VersionId', 'ETag']);
  const { Key: key = '', VersionId: versionId, ETag: etag } = wanted;
  const action = versionId === undefined ? 's3:DeleteObject' : 's3:DeleteObjectVersion';
  // The kernel adds the request's own keys to what authorise lists; what is decided here has to bring them.
  const conditionKeys = { ...existingTags(found, key, versionId), 's3:VersionId': versionId, 'aws:SourceIp': context.http.sourceIp };
  const denied = runningS3(context).authorise(
    context.principal,
    [wantOnObject(found, context, action, key, conditionKeys)],
    context.region,
  );
  if (denied !== undefined) throw accessDenied(denied);
  checkVersionId(versionId);
  const current = currentObject(found, key);
  if (etag !== undefined && (current === undefined || !matches(etag, current))) throw preconditionFailed('If-Match');
  const deletion = deleteVersion(found, key, versionId, context);
  return {
    Key: key,
    VersionId: versionId,
    ...(deletion.deleteMarker ? { DeleteMarker: true, DeleteMarkerVersionId: deletion.versionId } : {}),
  };
}

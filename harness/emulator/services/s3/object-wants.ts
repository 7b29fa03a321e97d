import type { Want } from '../../accounts/policy.ts';
import type { OperationContext } from '../../kernel/context.ts';
import { findBucket, wantOnBucket, wantOnObject } from './bucket-access.ts';
import type { BucketRequest, ConditionKeys, FoundBucket } from './bucket-access.ts';
import { findVersion } from './object-versions.ts';
import { tagConditionKeys } from './tags.ts';

export interface ObjectRequest extends BucketRequest {
  readonly Key: string | undefined;
  readonly VersionId?: string | undefined;
}

/**
 * A read of an object: `action`, or `versionAction` where a version is named. Who may not list the bucket is told AccessDenied
 * instead of NoSuchKey, so a missing object asks for s3:ListBucket too.
 * Source: https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html ("Permissions")
 */
export function wantsOfRead(input: ObjectRequest, context: OperationContext, action: string, versionAction: string): readonly Want[] {
  const found = findBucket(input, context);
  return wantsOfReadIn(found, { key: input.Key ?? '', versionId: input.VersionId }, context, action, versionAction);
}

export function wantsOfReadIn(
  found: FoundBucket,
  object: { readonly key: string; readonly versionId: string | undefined },
  context: OperationContext,
  action: string,
  versionAction: string,
): readonly Want[] {
  const { key, versionId } = object;
  const want = wantOnObject(found, context, versionId === undefined ? action : versionAction, key, {
    ...existingTags(found, key, versionId),
    's3:VersionId': versionId,
  });
  const exists = findVersion(found, key, versionId)?.kind === 'object';
  return exists ? [want] : [want, wantOnBucket(found, context, 's3:ListBucket')];
}

export function existingTags(found: FoundBucket, key: string, versionId?: string): ConditionKeys {
  const version = findVersion(found, key, versionId);
  return version?.kind === 'object' ? tagConditionKeys('s3:ExistingObjectTag', version.tags) : {};
}

/** One action on the bucket itself. */
export function bucketAction(action: string): (input: BucketRequest, context: OperationContext) => readonly Want[] {
  return (input, context) => [wantOnBucket(findBucket(input, context), context, action)];
}

import type { OperationContext } from '../../kernel/context.ts';
import type { FoundBucket } from './bucket-access.ts';
import { addVersion, newVersionId, nullVersion, readVersions, wholeSeconds, writeVersions } from './object-versions.ts';

/** What a deletion did, as DeleteObject and DeleteObjects report it. */
export interface Deletion {
  /** True where a delete marker was made, or removed. */
  readonly deleteMarker: boolean;
  /** The version removed, or the marker made; absent in a bucket without versioning. */
  readonly versionId?: string;
}

/** Must run inside a transaction. */
export function deleteVersion(found: FoundBucket, key: string, versionId: string | undefined, context: OperationContext): Deletion {
  if (versionId !== undefined) return removeVersion(found, key, versionId);
  if (found.bucket.versioning === undefined) {
    writeVersions(found, key, []);
    return { deleteMarker: false };
  }
  const marker = newVersionId(found.bucket, context);
  addVersion(found, key, { kind: 'delete-marker', versionId: marker, lastModified: wholeSeconds(context.now()) });
  return { deleteMarker: true, versionId: marker };
}

/** A version that isn't there is deleted all the same: AWS answers 204. */
function removeVersion(found: FoundBucket, key: string, versionId: string): Deletion {
  const versions = readVersions(found, key);
  const removed = versions.find((version) => version.versionId === versionId);
  if (removed !== undefined)
    writeVersions(
      found,
      key,
      versions.filter((version) => version !== removed),
    );
  if (found.bucket.versioning === undefined && versionId === nullVersion) return { deleteMarker: false };
  return { deleteMarker: removed?.kind === 'delete-marker', versionId };
}

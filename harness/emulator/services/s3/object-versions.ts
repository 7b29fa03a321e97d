import type { OperationContext } from '../../kernel/context.ts';
import type { FoundBucket } from './bucket-access.ts';
import { invalidArgument, methodNotAllowedOnDeleteMarker, noSuchKey, noSuchKeyBehindDeleteMarker, noSuchVersion } from './errors.ts';
import { objectRowKey, objects } from './state.ts';
import type { Bucket, ObjectRow, ObjectVersion, Version } from './state.ts';

/** The version id of what was written while versioning was off or suspended. */
export const nullVersion = 'null';

export function readVersions(found: FoundBucket, key: string): readonly Version[] {
  return objects(found.state).get(objectRowKey(found.bucket.name, key))?.versions ?? [];
}

/** The newest version, where it is no delete marker. */
export function currentObject(found: FoundBucket, key: string): ObjectVersion | undefined {
  const newest = readVersions(found, key)[0];
  return newest?.kind === 'object' ? newest : undefined;
}

/** The version a request names, the newest where it names none; undefined where there is no such version. */
export function findVersion(found: FoundBucket, key: string, versionId: string | undefined): Version | undefined {
  const versions = readVersions(found, key);
  return versionId === undefined ? versions[0] : versions.find((version) => version.versionId === versionId);
}

/**
 * The object a read asks for. Throws NoSuchKey, NoSuchVersion, or MethodNotAllowed for a delete marker asked for by its id,
 * as GetObject and HeadObject answer.
 */
export function requireObject(found: FoundBucket, key: string, versionId: string | undefined, method: string): ObjectVersion {
  checkVersionId(versionId);
  const version = findVersion(found, key, versionId);
  if (version?.kind === 'object') return version;
  if (version === undefined) throw versionId === undefined ? noSuchKey(key) : noSuchVersion(key, versionId);
  throw versionId === undefined ? noSuchKeyBehindDeleteMarker(key, version) : methodNotAllowedOnDeleteMarker(method, version);
}

export function checkVersionId(versionId: string | undefined): void {
  if (versionId === undefined || versionId === nullVersion || versionId.length === 32) return;
  if (versionId === '') throw invalidArgument('Version id cannot be the empty string', 'versionId', versionId);
  throw invalidArgument('Invalid version id specified', 'versionId', versionId);
}

/** The id that a new version of this bucket gets. */
export function newVersionId(bucket: Bucket, context: OperationContext): string {
  return bucket.versioning === 'Enabled' ? context.randomHex(16) : nullVersion;
}

/** Puts `version` on top; a `null` one takes the place of the `null` one before. */
export function addVersion(found: FoundBucket, key: string, version: Version): void {
  const kept = readVersions(found, key).filter((each) => each.versionId !== version.versionId);
  writeVersions(found, key, [version, ...kept]);
}

/** Replaces a version in place, as tagging does. */
export function replaceVersion(found: FoundBucket, key: string, version: Version): void {
  writeVersions(
    found,
    key,
    readVersions(found, key).map((each) => (each.versionId === version.versionId ? version : each)),
  );
}

export function writeVersions(found: FoundBucket, key: string, versions: readonly Version[]): void {
  const rowKey = objectRowKey(found.bucket.name, key);
  const row: ObjectRow = { key, versions };
  if (versions.length === 0) objects(found.state).delete(rowKey);
  else objects(found.state).put(rowKey, row);
}

/** What answers show as VersionId: nothing where versioning was never set. */
export function shownVersionId(bucket: Bucket, version: Version): { readonly VersionId?: string } {
  return bucket.versioning === undefined ? {} : { VersionId: version.versionId };
}

/** What the answer to a write shows as VersionId: only where it made a version, as it does not while versioning is suspended. */
export function madeVersionId(bucket: Bucket, version: Version): { readonly VersionId?: string } {
  return bucket.versioning === 'Enabled' ? { VersionId: version.versionId } : {};
}

/** S3 keeps whole seconds. */
export function wholeSeconds(now: Date): string {
  return new Date(Math.floor(now.getTime() / 1000) * 1000).toISOString();
}

import { isObject, type Json, type JsonObject, shown } from '../json.ts';
import { present } from './expansion.ts';
import { InvalidServerlessResource } from './sam-error.ts';

/** The Code of a function. What `aws cloudformation package` or `sam package` uploaded is an S3 URI, or Bucket and Key. */
export function functionCode(logicalId: string, { InlineCode, CodeUri, ImageUri, PackageType, SourceKMSKeyArn }: JsonObject): JsonObject {
  if (PackageType === 'Image') {
    if (ImageUri === undefined) throw new InvalidServerlessResource(logicalId, "'ImageUri' must be set.");
    return { ImageUri };
  }
  if (PackageType !== undefined && PackageType !== 'Zip') {
    throw new InvalidServerlessResource(logicalId, `invalid 'PackageType' : ${shown(PackageType)}`);
  }
  const encrypted = { SourceKMSKeyArn };
  if (InlineCode !== undefined) return present({ ZipFile: InlineCode, ...encrypted });
  if (CodeUri === undefined) throw new InvalidServerlessResource(logicalId, "Only one of 'InlineCode' or 'CodeUri' can be set.");
  return present({ ...objectLocation(logicalId, CodeUri), ...encrypted });
}

function objectLocation(logicalId: string, uri: Json): JsonObject {
  if (isObject(uri)) {
    const { Bucket, Key, Version } = uri;
    if (Bucket === undefined || Key === undefined) {
      throw new InvalidServerlessResource(logicalId, "'CodeUri' requires Bucket and Key properties to be specified.");
    }
    return present({ S3Bucket: Bucket, S3Key: Key, S3ObjectVersion: Version });
  }
  const url = typeof uri === 'string' && uri.startsWith('s3://') ? URL.parse(uri) : null;
  const key = typeof uri === 'string' ? /^s3:\/\/[^/]+\/+([^?]+)/.exec(uri)?.[1] : undefined;
  if (url === null || key === undefined) {
    throw new InvalidServerlessResource(
      logicalId,
      "'CodeUri' is not a valid S3 Uri of the form 's3://bucket/key' with optional versionId query parameter.",
    );
  }
  const version = url.searchParams.get('versionId');
  return present({ S3Bucket: url.host, S3Key: key, S3ObjectVersion: version ?? undefined });
}

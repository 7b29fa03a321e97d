import type { Want } from '../../accounts/policy.ts';
import type { OperationContext } from '../../kernel/context.ts';
import { findBucket } from './bucket-access.ts';
import type { FoundBucket } from './bucket-access.ts';
import { checkCopyConditions } from './conditions.ts';
import type { CopySourceConditions } from './conditions.ts';
import { invalidArgument, invalidRequest, noSuchKey, noSuchVersion } from './errors.ts';
import { checkVersionId, findVersion } from './object-versions.ts';
import { wantsOfReadIn } from './object-wants.ts';
import type { ObjectVersion } from './state.ts';

export interface CopyInput extends CopySourceConditions {
  readonly CopySource: string | undefined;
  readonly ExpectedSourceBucketOwner?: string | undefined;
}

export interface CopySource {
  readonly found: FoundBucket;
  readonly key: string;
  readonly versionId: string | undefined;
}

/** `bucket/key?versionId=…`, percent-encoded, with or without a slash before. */
export function locateCopySource(input: CopyInput, context: OperationContext): CopySource {
  const header = input.CopySource ?? '';
  const [path = '', version] = header.split('?versionId=', 2);
  const decoded = decode(path).replace(/^\//, '');
  const slash = decoded.indexOf('/');
  if (decoded.startsWith('arn:')) throw invalidArgument('Copy sources by access point ARN are not supported', 'x-amz-copy-source', header);
  if (slash <= 0 || slash === decoded.length - 1) throw invalidArgument('Invalid copy source object key', 'x-amz-copy-source', header);
  const found = findBucket({ Bucket: decoded.slice(0, slash), ExpectedBucketOwner: input.ExpectedSourceBucketOwner }, context);
  checkVersionId(version);
  return { found, key: decoded.slice(slash + 1), versionId: version };
}

function decode(path: string): string {
  try {
    return decodeURIComponent(path.replaceAll('+', ' '));
  } catch (problem) {
    throw Object.assign(invalidArgument('Invalid copy source encoding.', 'x-amz-copy-source', path), { cause: problem });
  }
}

export function wantsOfCopySource(input: CopyInput, context: OperationContext): readonly Want[] {
  const source = locateCopySource(input, context);
  return wantsOfReadIn(source.found, source, context, 's3:GetObject', 's3:GetObjectVersion');
}

/** The object to copy, its conditions checked. */
export function readCopySource(input: CopyInput, source: CopySource): ObjectVersion {
  const version = findVersion(source.found, source.key, source.versionId);
  if (version?.kind === 'object') {
    checkCopyConditions(input, version);
    return version;
  }
  if (source.versionId === undefined) throw noSuchKey(source.key);
  if (version === undefined) throw noSuchVersion(source.key, source.versionId);
  throw invalidRequest('The source of a copy request may not specifically refer to a delete marker by version id.');
}

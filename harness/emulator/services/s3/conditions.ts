import { noSuchKey, notImplemented, notModified, preconditionFailed } from './errors.ts';
import type { ObjectVersion } from './state.ts';

export interface ReadConditions {
  readonly IfMatch?: string | undefined;
  readonly IfNoneMatch?: string | undefined;
  readonly IfModifiedSince?: Date | undefined;
  readonly IfUnmodifiedSince?: Date | undefined;
}

/**
 * If-Match that holds outweighs If-Unmodified-Since, If-None-Match that fails outweighs If-Modified-Since (RFC 9110, 13.2.2, as S3 documents).
 */
export function checkReadConditions(conditions: ReadConditions, object: ObjectVersion): void {
  const modified = Date.parse(object.lastModified);
  const { IfMatch, IfNoneMatch, IfModifiedSince, IfUnmodifiedSince } = conditions;
  if (IfMatch !== undefined) {
    if (!matches(IfMatch, object)) throw preconditionFailed('If-Match');
  } else if (IfUnmodifiedSince !== undefined && modified > IfUnmodifiedSince.getTime()) {
    throw preconditionFailed('If-Unmodified-Since');
  }
  if (IfNoneMatch !== undefined) {
    if (matches(IfNoneMatch, object)) throw notModified(object);
  } else if (IfModifiedSince !== undefined && modified <= IfModifiedSince.getTime()) {
    throw notModified(object);
  }
}

export interface CopySourceConditions {
  readonly CopySourceIfMatch?: string | undefined;
  readonly CopySourceIfNoneMatch?: string | undefined;
  readonly CopySourceIfModifiedSince?: Date | undefined;
  readonly CopySourceIfUnmodifiedSince?: Date | undefined;
}

/** As for a read, but a copy that must not be made always answers 412. */
export function checkCopyConditions(conditions: CopySourceConditions, source: ObjectVersion): void {
  const modified = Date.parse(source.lastModified);
  const { CopySourceIfMatch: match, CopySourceIfNoneMatch: noneMatch } = conditions;
  const { CopySourceIfModifiedSince: since, CopySourceIfUnmodifiedSince: until } = conditions;
  if (match !== undefined && !matches(match, source)) throw preconditionFailed('x-amz-copy-source-If-Match');
  if (match === undefined && until !== undefined && modified > until.getTime())
    throw preconditionFailed('x-amz-copy-source-If-Unmodified-Since');
  if (noneMatch !== undefined && matches(noneMatch, source)) throw preconditionFailed('x-amz-copy-source-If-None-Match');
  if (noneMatch === undefined && since !== undefined && modified <= since.getTime())
    throw preconditionFailed('x-amz-copy-source-If-Modified-Since');
}

export interface WriteConditions {
  readonly IfMatch?: string | undefined;
  readonly IfNoneMatch?: string | undefined;
}

/**
 * Conditional writes: If-None-Match takes `*` only, If-Match an ETag.
 * Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html
 */
export function checkWriteConditions({ IfMatch, IfNoneMatch }: WriteConditions, key: string, current: ObjectVersion | undefined): void {
  if (IfNoneMatch !== undefined) {
    if (IfNoneMatch !== '*' || IfMatch !== undefined) throw notImplemented('If-None-Match');
    if (current !== undefined) throw preconditionFailed('If-None-Match');
  }
  if (IfMatch !== undefined) {
    if (IfMatch === '*') throw notImplemented('If-Match');
    if (current === undefined) throw noSuchKey(key);
    if (!matches(IfMatch, current)) throw preconditionFailed('If-Match');
  }
}

/** One ETag of the list is the object's; quotes are optional in S3. */
export function matches(condition: string, object: ObjectVersion): boolean {
  return condition.split(',').some((each) => {
    const etag = each.trim().replaceAll('"', '');
    return etag === '*' || etag === object.etag;
  });
}

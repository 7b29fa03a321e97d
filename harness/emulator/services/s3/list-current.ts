import type { CommonPrefix, _Object } from '@aws-sdk/client-s3';
import type { Want } from '../../accounts/policy.ts';
import type { OperationContext } from '../../kernel/context.ts';
import { findBucket, wantOnBucket } from './bucket-access.ts';
import type { BucketRequest, FoundBucket } from './bucket-access.ts';
import { listRows } from './list-rows.ts';
import type { Listed, ListRequest, Page } from './list-rows.ts';
import type { KeyEncoder } from './list-parameters.ts';
import { ownerOf } from './owner.ts';
import { objects, objectRowKey } from './state.ts';
import type { ObjectVersion } from './state.ts';

/** A page of the bucket's current objects. */
export function listCurrent(found: FoundBucket, request: ListRequest): Page<ObjectVersion> {
  const inBucket = objectRowKey(found.bucket.name, '');
  return listRows<ObjectVersion>(request, function* (from, exclusive) {
    for (const [, row] of objects(found.state).scan({ prefix: inBucket, from: `${inBucket}${from}`, exclusive })) {
      const current = row.versions[0];
      if (current?.kind === 'object') yield [row.key, current];
    }
  });
}

export function contentsOf(page: Page<ObjectVersion>, found: FoundBucket, encode: KeyEncoder, withOwner: boolean): _Object[] {
  return page.items.flatMap((item) =>
    item.kind === 'prefix'
      ? []
      : [{ Key: encode(item.key), ...listedObject(item.row), ...(withOwner ? { Owner: ownerOf(found.account) } : {}) }],
  );
}

/** What ListObjects and ListObjectVersions show of an object. */
export function listedObject(object: ObjectVersion): _Object {
  return {
    LastModified: new Date(object.lastModified),
    ETag: `"${object.etag}"`,
    ChecksumAlgorithm: [object.checksum.algorithm],
    ChecksumType: object.checksum.type,
    Size: object.size,
    StorageClass: object.storageClass as 'STANDARD',
  };
}

export function commonPrefixesOf(page: Page<unknown>, encode: KeyEncoder): CommonPrefix[] {
  return page.items.flatMap((item) => (item.kind === 'prefix' ? [{ Prefix: encode(item.prefix) }] : []));
}

/** Where the next page goes on. */
export function endOfPage(page: Page<unknown>): string | undefined {
  const last: Listed<unknown> | undefined = page.items.at(-1);
  if (!page.truncated || last === undefined) return undefined;
  return last.kind === 'prefix' ? last.prefix : last.key;
}

export interface ListingInput extends BucketRequest {
  readonly Prefix?: string | undefined;
  readonly Delimiter?: string | undefined;
  readonly MaxKeys?: number | undefined;
}

export function wantsOfListing(input: ListingInput, context: OperationContext, action: string): readonly Want[] {
  return [
    wantOnBucket(findBucket(input, context), context, action, {
      's3:prefix': input.Prefix,
      's3:delimiter': input.Delimiter,
      's3:max-keys': input.MaxKeys === undefined ? undefined : String(input.MaxKeys),
    }),
  ];
}

import type { Tag } from '@aws-sdk/client-s3';
import { badRequest, invalidArgument, invalidTag, malformedXml } from './errors.ts';
import type { StoredTag } from './state.ts';

const allowed = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;

/** Limits per set: ten on an object, fifty on a bucket. */
export type TagHolder = 'object' | 'bucket';
const limits: Readonly<Record<TagHolder, number>> = { object: 10, bucket: 50 };

/** A Tagging document's set, checked as S3 does. */
export function readTagSet(set: readonly Tag[] | undefined, holder: TagHolder): readonly StoredTag[] {
  if (set === undefined) throw malformedXml();
  const tags = set.map(({ Key, Value }) => {
    if (Key === undefined || Value === undefined) throw malformedXml();
    return { Key, Value };
  });
  checkTags(tags, holder);
  return tags;
}

/** The x-amz-tagging header: a URL query. */
export function readTaggingHeader(header: string | undefined): readonly StoredTag[] {
  if (header === undefined || header === '') return [];
  const tags = [...new URLSearchParams(header)].map(([Key, Value]) => ({ Key, Value }));
  if (new Set(tags.map((tag) => tag.Key)).size < tags.length || tags.some((tag) => tag.Key === ''))
    throw invalidArgument(
      "The header 'x-amz-tagging' shall be encoded as UTF-8 then URLEncoded URL query parameters without tag name duplicates.",
      'x-amz-tagging',
      header,
    );
  checkTags(tags, 'object');
  return tags;
}

function checkTags(tags: readonly StoredTag[], holder: TagHolder): void {
  const limit = limits[holder];
  if (tags.length > limit)
    throw badRequest(
      holder === 'object' ? `Object tags cannot be greater than ${limit}` : `Bucket tag count cannot be greater than ${limit}`,
    );
  const seen = new Set<string>();
  for (const { Key, Value } of tags) {
    if (Key === '' || Key.length > 128 || !allowed.test(Key)) throw invalidTag('The TagKey you have provided is invalid', { TagKey: Key });
    if (Value.length > 256 || !allowed.test(Value))
      throw invalidTag('The TagValue you have provided is invalid', { TagKey: Key, TagValue: Value });
    if (Key.startsWith('aws:')) throw invalidTag('System tags cannot be added/updated by requester', { TagKey: Key });
    if (seen.has(Key)) throw invalidTag('Cannot provide multiple Tags with the same key', { TagKey: Key });
    seen.add(Key);
  }
}

/** `s3:ExistingObjectTag/<key>` or `s3:RequestObjectTag/<key>` for policies. */
export function tagConditionKeys(
  prefix: 's3:ExistingObjectTag' | 's3:RequestObjectTag',
  tags: readonly StoredTag[],
): Readonly<Record<string, string>> {
  return Object.fromEntries(tags.map(({ Key, Value }) => [`${prefix}/${Key}`, Value]));
}

/** The condition keys of a request that sets tags. */
export function requestTagKeys(tags: readonly StoredTag[]): Readonly<Record<string, string | readonly string[]>> {
  if (tags.length === 0) return {};
  return { ...tagConditionKeys('s3:RequestObjectTag', tags), 's3:RequestObjectTagKeys': tags.map((tag) => tag.Key) };
}

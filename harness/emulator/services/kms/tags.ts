import type { Tag } from '@aws-sdk/client-kms';
import { constraint, tagProblem } from './errors.ts';

export type Tags = Readonly<Record<string, string>>;

export function readTags(tags: readonly Tag[] = []): Tags {
  for (const [index, { TagKey = '', TagValue = '' }] of tags.entries()) {
    const member = `tags.${String(index + 1)}.member`;
    if (TagKey.length > 128) throw constraint(`${member}.tagKey`, TagKey, 'Member must have length less than or equal to 128');
    if (TagKey === '') throw constraint(`${member}.tagKey`, TagKey, 'Member must have length greater than or equal to 1');
    if (TagValue.length > 256) throw constraint(`${member}.tagValue`, TagValue, 'Member must have length less than or equal to 256');
    if (/^aws:/i.test(TagKey)) throw tagProblem('Tags beginning with aws: are reserved');
  }
  if (new Set(tags.map(({ TagKey }) => TagKey)).size < tags.length) throw tagProblem('Duplicate tag keys');
  return checkCount(Object.fromEntries(tags.map(({ TagKey = '', TagValue = '' }) => [TagKey, TagValue])));
}

export function mergeTags(old: Tags, added: Tags): Tags {
  return checkCount({ ...old, ...added });
}

function checkCount(tags: Tags): Tags {
  if (Object.keys(tags).length > 50) throw tagProblem('Too many tags');
  return tags;
}

/** aws:RequestTag/… and aws:TagKeys of a request that brings tags. */
export function requestTagKeys(tags: readonly Tag[] | undefined): Readonly<Record<string, string | readonly string[]>> {
  if (tags === undefined || tags.length === 0) return {};
  return {
    ...Object.fromEntries(tags.map(({ TagKey = '', TagValue = '' }) => [`aws:RequestTag/${TagKey}`, TagValue])),
    'aws:TagKeys': tags.map(({ TagKey = '' }) => TagKey),
  };
}

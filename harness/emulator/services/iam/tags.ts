import type { Tag } from '@aws-sdk/client-iam';
import { constraintFailed, invalidInput } from './errors.ts';

export type Tags = Readonly<Record<string, string>>;

const characters = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;
const pattern = String.raw`Member must satisfy regular expression pattern: [\p{L}\p{Z}\p{N}_.:/=+\-@]+`;

/** Checks tags as IAM does and gives them by key. */
export function readTags(tags: readonly Tag[] = []): Tags {
  if (tags.length > 50) throw constraintFailed('tags', 'Member must have length less than or equal to 50');
  for (const [index, { Key = '', Value = '' }] of tags.entries()) {
    const member = `tags.${String(index + 1)}.member`;
    if (Key.length > 128) throw constraintFailed(`${member}.key`, 'Member must have length less than or equal to 128');
    if (Value.length > 256) throw constraintFailed(`${member}.value`, 'Member must have length less than or equal to 256');
    if (!characters.test(Key) || Key === '') throw constraintFailed(`${member}.key`, pattern);
    if (!characters.test(Value)) throw constraintFailed(`${member}.value`, pattern);
  }
  if (new Set(tags.map(({ Key = '' }) => Key.toLowerCase())).size < tags.length) {
    throw invalidInput('Duplicate tag keys found. Please note that Tag keys are case insensitive.');
  }
  return Object.fromEntries(tags.map(({ Key = '', Value = '' }) => [Key, Value]));
}

/** Adds tags to others. Keys are compared without case, the newer spelling stays. */
export function mergeTags(old: Tags, added: Tags): Tags {
  const merged = { ...withoutTags(old, Object.keys(added)), ...added };
  if (Object.keys(merged).length > 50) throw constraintFailed('tags', 'Member must have length less than or equal to 50');
  return merged;
}

export function withoutTags(tags: Tags, keys: readonly string[]): Tags {
  const gone = new Set(keys.map((key) => key.toLowerCase()));
  return Object.fromEntries(Object.entries(tags).filter(([key]) => !gone.has(key.toLowerCase())));
}

export function writeTags(tags: Tags): Tag[] {
  return Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
}

/** aws:RequestTag/… and aws:TagKeys of a request that brings tags. */
export function tagConditionKeys(tags: readonly Tag[] | undefined): Readonly<Record<string, string | readonly string[]>> {
  if (tags === undefined || tags.length === 0) return {};
  const keys = Object.fromEntries(tags.map(({ Key = '', Value = '' }) => [`aws:RequestTag/${Key}`, Value]));
  return { ...keys, 'aws:TagKeys': tags.map(({ Key = '' }) => Key) };
}

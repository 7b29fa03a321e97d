import type { Tag } from '@aws-sdk/client-secrets-manager';
import { invalidParameter } from './errors.ts';
import type { SecretTag } from './state.ts';

export function readTags(tags: readonly Tag[] | undefined): readonly SecretTag[] {
  const read = (tags ?? []).map(({ Key = '', Value = '' }) => ({ Key, Value }));
  const keys = new Set(read.map((tag) => tag.Key));
  if (keys.size < read.length) throw invalidParameter('Tags contain duplicate keys.');
  if (read.length > 50) throw invalidParameter('A secret can have at most 50 tags.');
  if (read.some(({ Key, Value }) => Key.length < 1 || Key.length > 128 || Value.length > 256))
    throw invalidParameter('Tag keys must be 1 to 128 characters long, values at most 256.');
  if (read.some(({ Key }) => /^aws:/i.test(Key))) throw invalidParameter('Tag keys that start with aws: are reserved.');
  return read;
}

/** Condition keys of a request that sets tags. */
export function requestTagKeys(tags: readonly Tag[] | undefined): Readonly<Record<string, string | readonly string[]>> {
  if (tags === undefined || tags.length === 0) return {};
  return {
    ...Object.fromEntries(tags.map(({ Key = '', Value = '' }) => [`aws:RequestTag/${Key}`, Value])),
    'aws:TagKeys': tags.map(({ Key = '' }) => Key),
  };
}

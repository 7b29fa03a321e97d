import type { Tag } from '@aws-sdk/client-eventbridge';
import { validation } from './errors.ts';

export function readTags(tags: readonly Tag[] = []): Readonly<Record<string, string>> {
  const read = Object.fromEntries(tags.map(({ Key = '', Value = '' }) => [Key, Value]));
  if (Object.keys(read).length < tags.length) throw validation('Duplicate tag keys found.');
  if (tags.some(({ Key = '' }) => Key === '' || Key.length > 128 || /^aws:/i.test(Key))) throw validation('A tag key is not valid.');
  if (tags.length > 50) throw validation('A resource can have at most 50 tags.');
  return read;
}

/** Condition keys of a request that sets tags. */
export function requestTagKeys(tags: readonly Tag[] = []): Readonly<Record<string, string | readonly string[]>> {
  if (tags.length === 0) return {};
  return {
    ...Object.fromEntries(tags.map(({ Key = '', Value = '' }) => [`aws:RequestTag/${Key}`, Value])),
    'aws:TagKeys': tags.map(({ Key = '' }) => Key),
  };
}

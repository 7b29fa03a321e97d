import type { Tag } from '@aws-sdk/client-sns';
import { invalidParameter, tooManyTags } from './errors.ts';

export function readTags(tags: readonly Tag[] = []): Readonly<Record<string, string>> {
  const read = Object.fromEntries(tags.map(({ Key = '', Value = '' }) => [Key, Value]));
  if (Object.keys(read).length < tags.length) throw invalidParameter('Tags Reason: Duplicate keys are not allowed.');
  if (tags.some(({ Key = '' }) => Key === '' || Key.length > 128 || /^aws:/i.test(Key))) throw invalidParameter('Tags');
  if (tags.length > 50) throw tooManyTags();
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

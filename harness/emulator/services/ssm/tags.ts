import type { Tag } from '@aws-sdk/client-ssm';
import { tooManyTags, validation } from './errors.ts';
import type { ParameterTag } from './state.ts';

export function readTags(tags: readonly Tag[]): readonly ParameterTag[] {
  const read = tags.map(({ Key = '', Value = '' }) => ({ Key, Value }));
  if (new Set(read.map((tag) => tag.Key)).size < read.length) throw validation('Tag keys must be unique.');
  if (read.some(({ Key }) => Key === '' || Key.length > 128 || /^aws:/i.test(Key))) throw validation('A tag key is not valid.');
  if (read.some(({ Value }) => Value.length > 256)) throw validation('A tag value is longer than 256 characters.');
  if (read.length > 50) throw tooManyTags();
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

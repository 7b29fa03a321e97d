import { invalidParameterValue } from './errors.ts';

export function readTags(tags: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const entries = Object.entries(tags);
  if (entries.length > 50) throw invalidParameterValue('Too many tags added for queue.');
  for (const [key, value] of entries) {
    if (key === '' || key.length > 128 || /^aws:/i.test(key)) throw invalidParameterValue(`Tag key ${key} is not valid.`);
    if (value.length > 256) throw invalidParameterValue(`The value of the tag ${key} is longer than 256 characters.`);
  }
  return tags;
}

/** Condition keys of a request that sets tags. */
export function requestTagKeys(tags: Readonly<Record<string, string>>): Readonly<Record<string, string | readonly string[]>> {
  const keys = Object.keys(tags);
  if (keys.length === 0) return {};
  return { ...Object.fromEntries(Object.entries(tags).map(([key, value]) => [`aws:RequestTag/${key}`, value])), 'aws:TagKeys': keys };
}

import type { Tag } from '@aws-sdk/client-sts';
import { constraintFailed, invalidParameterValue } from './errors.ts';

export function readSessionTags(tags: readonly Tag[] = []): Readonly<Record<string, string>> {
  if (tags.length > 50) throw constraintFailed('tags', tags.length, 'Member must have length less than or equal to 50');
  const keys = tags.map(({ Key = '' }) => Key.toLowerCase());
  if (new Set(keys).size < keys.length) {
    throw invalidParameterValue('Duplicate tag keys found. Please note that Tag keys are case insensitive.');
  }
  return Object.fromEntries(tags.map(({ Key = '', Value = '' }) => [Key, Value]));
}

import { isObject, type Json, type JsonObject } from '../json.ts';

/** SAM's map of tags as CloudFormation's list of Key and Value. */
export function tagList(tags: Json | undefined): readonly JsonObject[] {
  return isObject(tags) ? Object.entries(tags).map(([Key, Value]) => ({ Key, Value: Value ?? '' })) : [];
}

/** Functions and their roles say who made them. */
export function functionTags(tags: Json | undefined): readonly JsonObject[] {
  return [{ Key: 'lambda:createdBy', Value: 'SAM' }, ...tagList(tags)];
}

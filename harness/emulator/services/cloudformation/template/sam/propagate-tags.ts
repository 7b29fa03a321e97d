import { isObject, type Json, type JsonObject, shown } from '../json.ts';
import { tagList } from './tag-list.ts';

/** Types that SAM makes and that take tags as a list. */
const tagged = ['AWS::Lambda::Function', 'AWS::IAM::Role', 'AWS::SQS::Queue', 'AWS::SNS::Topic'];

/** PropagateTags: a function's tags, and only these, on everything that is made for it. */
export function propagateTags(resources: Record<string, JsonObject>, ids: readonly string[], tags: Json | undefined): void {
  if (!isObject(tags) || Object.keys(tags).length === 0) return;
  for (const id of ids) {
    const resource = resources[id];
    if (resource === undefined || !tagged.includes(shown(resource['Type']))) continue;
    const properties = isObject(resource['Properties']) ? resource['Properties'] : {};
    resources[id] = { ...resource, Properties: { ...properties, Tags: tagList(tags) } };
  }
}

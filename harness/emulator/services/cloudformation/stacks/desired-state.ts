import { isDeepStrictEqual } from 'node:util';
import { isList, isObject, scalarText, type Json, type JsonObject } from '../template/json.ts';
import { resolve } from '../template/resolve.ts';
import type { ResourceValues, Scope } from '../template/scope.ts';
import type { ModelResource } from '../template/stack-model.ts';
import { isReplacedBy, type AnyResourceKind, type Tag } from '../resources/resource-kind.ts';
import type { ResourceState } from '../state.ts';

/** What a template wants of one resource, less what only its making can tell. */
export type DesiredState = Omit<ResourceState, 'physicalId' | 'attributes'>;

export function desiredState(resource: ModelResource, scope: Scope, values: ResourceValues, stackTags: readonly Tag[]): DesiredState {
  const properties = resolve(resource.properties, scope, values) as JsonObject;
  return {
    properties,
    tags: effectiveTags(resource.kind, properties, stackTags),
    needs: [...resource.needs],
    deletionPolicy: resource.deletionPolicy,
    updateReplacePolicy: resource.updateReplacePolicy,
    metadata: resource.metadata,
  };
}

/** The stack's tags with the resource's own over them, sorted by key. */
function effectiveTags(kind: AnyResourceKind, properties: JsonObject, stackTags: readonly Tag[]): readonly Tag[] {
  if (!kind.tagged) return [];
  const merged = new Map(stackTags.map((tag) => [tag.Key, tag.Value]));
  for (const [key, value] of ownTags(properties['Tags'])) merged.set(key, value);
  return [...merged].sort(([left], [right]) => (left < right ? -1 : 1)).map(([Key, Value]) => ({ Key, Value }));
}

/** Tags are a list of Key and Value, or for some kinds (AWS::SSM::Parameter) a map. */
function ownTags(value: Json | undefined): readonly (readonly [string, string])[] {
  if (isList(value)) {
    return value.flatMap((tag) =>
      isObject(tag) ? [[scalarText(tag['Key'] ?? '') ?? '', scalarText(tag['Value'] ?? '') ?? ''] as const] : [],
    );
  }
  return isObject(value) ? Object.entries(value).map(([key, item]) => [key, scalarText(item) ?? ''] as const) : [];
}

/** What differs between a resource as it is and as the template wants it. */
export interface Difference {
  /** Names of top-level properties, other than tags of a tagged kind. */
  readonly properties: readonly string[];
  readonly tags: boolean;
  readonly metadata: boolean;
  readonly policies: boolean;
}

export function difference(kind: AnyResourceKind, before: DesiredState, after: DesiredState): Difference {
  const names = new Set([...Object.keys(before.properties), ...Object.keys(after.properties)]);
  if (kind.tagged) names.delete('Tags');
  return {
    properties: [...names].filter((name) => !isDeepStrictEqual(before.properties[name], after.properties[name])).sort(),
    tags: !isDeepStrictEqual(before.tags, after.tags),
    metadata: before.metadata !== after.metadata,
    policies: before.deletionPolicy !== after.deletionPolicy || before.updateReplacePolicy !== after.updateReplacePolicy,
  };
}

export function isSame(found: Difference): boolean {
  return found.properties.length === 0 && !found.tags && !found.metadata && !found.policies;
}

export function needsReplacement(kind: AnyResourceKind, found: Difference): boolean {
  return found.properties.some((name) => isReplacedBy(kind, name));
}

import type { Json, JsonObject } from '../json.ts';
import type { KnownValues } from './parameter-refs.ts';
import type { HttpApiRoutes } from './http-api-routes.ts';

/** A SAM template while it is being expanded: what is known, and what has come out so far. */
export interface Expansion {
  readonly known: KnownValues;
  /** The template's own resources, with Globals merged in. */
  readonly source: JsonObject;
  readonly resources: Record<string, JsonObject>;
  readonly conditions: Record<string, Json>;
  /** What `<LogicalId>.Alias`, `.Version`, `.Stage` and the like stand for. */
  readonly references: Map<string, string>;
  /** Routes that events of functions add to HTTP APIs, by the API's logical id. */
  readonly routes: HttpApiRoutes;
}

/** Attributes of a SAM resource that SAM hands to everything made from it. */
export function passedOn(resource: JsonObject): JsonObject {
  return pick(resource, ['Condition', 'DeletionPolicy', 'UpdateReplacePolicy']);
}

/** Attributes that stay on the one resource that has the SAM resource's logical id. */
export function ownAttributes(resource: JsonObject): JsonObject {
  return pick(resource, ['DependsOn', 'Condition', 'DeletionPolicy', 'UpdateReplacePolicy', 'Metadata']);
}

export function pick(value: JsonObject, names: readonly string[]): JsonObject {
  return Object.fromEntries(names.flatMap((name) => (value[name] === undefined ? [] : [[name, value[name]] as const])));
}

/** An object without the members that are undefined. */
export function present(members: Readonly<Record<string, Json | undefined>>): JsonObject {
  return Object.fromEntries(Object.entries(members).filter((member): member is [string, Json] => member[1] !== undefined));
}

export function getAtt(logicalId: string, attribute: string): JsonObject {
  return { 'Fn::GetAtt': [logicalId, attribute] };
}

export function ref(logicalId: string): JsonObject {
  return { Ref: logicalId };
}

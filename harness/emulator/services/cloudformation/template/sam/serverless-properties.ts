import { notEmulated } from '../../errors.ts';
import { isObject, type Json, type JsonObject } from '../json.ts';
import { InvalidServerlessResource } from './sam-error.ts';

/** The properties of one SAM resource. */
export function propertiesOf(logicalId: string, resource: JsonObject): JsonObject {
  const properties = resource['Properties'] ?? {};
  // A property that YAML leaves empty is not there.
  if (isObject(properties)) return Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== null));
  throw new InvalidServerlessResource(logicalId, "'Properties' must be a map.");
}

/** Refuses what SAM does not know, and by name what SAM has and this emulator has not. */
export function checkProperties(
  logicalId: string,
  type: string,
  properties: JsonObject,
  known: readonly string[],
  refused: readonly string[],
): void {
  for (const name of Object.keys(properties)) {
    if (refused.includes(name)) throw notEmulated(`The property ${name} of ${type} (resource ${logicalId})`);
    if (!known.includes(name)) throw new InvalidServerlessResource(logicalId, `property ${name} not defined for resource of type ${type}`);
  }
}

export function wantMap(logicalId: string, name: string, value: Json | undefined): JsonObject {
  if (isObject(value)) return value;
  throw new InvalidServerlessResource(logicalId, `Property '${name}' should be a map.`);
}

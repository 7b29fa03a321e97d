import { isList, isObject, scalarText, type Json, type JsonObject } from './json.ts';

/** What a property of a resource kind may hold, as the CloudFormation resource reference says. */
export type Shape =
  | { readonly kind: 'string'; readonly allowed?: readonly string[] }
  | { readonly kind: 'integer' }
  | { readonly kind: 'number' }
  | { readonly kind: 'boolean' }
  /** A policy document and the like: an object, or its JSON text. */
  | { readonly kind: 'json' }
  | { readonly kind: 'list'; readonly of: Shape }
  | { readonly kind: 'map'; readonly of: Shape }
  | { readonly kind: 'object'; readonly members: Readonly<Record<string, Member>>; readonly notEmulated?: readonly string[] };

export interface Member {
  readonly shape: Shape;
  readonly required?: boolean;
}

export const string: Shape = { kind: 'string' };
export const integer: Shape = { kind: 'integer' };
export const number: Shape = { kind: 'number' };
export const boolean: Shape = { kind: 'boolean' };
export const json: Shape = { kind: 'json' };
export const oneOf = (...allowed: readonly string[]): Shape => ({ kind: 'string', allowed });
export const listOf = (of: Shape): Shape => ({ kind: 'list', of });
export const mapOf = (of: Shape): Shape => ({ kind: 'map', of });
export const objectOf = (members: Readonly<Record<string, Member>>, notEmulated: readonly string[] = []): Shape => ({
  kind: 'object',
  members,
  notEmulated,
});
export const tags: Shape = listOf(objectOf({ Key: { shape: string, required: true }, Value: { shape: string, required: true } }));

/** Problems are collected, not thrown: CloudFormation lists all of them at once. */
export interface ShapeProblems {
  readonly problems: string[];
}

/**
 * Turns a resolved value into what the shape wants: parameters are always text, so "256" becomes 256 where an integer is wanted
 * and 80 becomes "80" where text is.
 */
export function conform(value: Json, shape: Shape, path: string, found: ShapeProblems): Json {
  switch (shape.kind) {
    case 'string':
      return conformString(value, shape.allowed, path, found);
    case 'integer':
    case 'number':
      return conformNumber(value, shape.kind, path, found);
    case 'boolean':
      if (value === true || value === 'true') return true;
      if (value === false || value === 'false') return false;
      return complain(found, path, 'expected type: Boolean', value);
    case 'json':
      return isObject(value) || typeof value === 'string' ? value : complain(found, path, 'expected type: JSONObject', value);
    case 'list':
      if (!isList(value)) return complain(found, path, 'expected type: JSONArray', value);
      return value.map((item, index) => conform(item, shape.of, `${path}/${index}`, found));
    case 'map':
      if (!isObject(value)) return complain(found, path, 'expected type: JSONObject', value);
      return mapMembers(value, (item, key) => conform(item, shape.of, `${path}/${key}`, found));
    case 'object':
      if (!isObject(value)) return complain(found, path, 'expected type: JSONObject', value);
      return conformObject(value, shape.members, path, found);
  }
}

function conformObject(value: JsonObject, members: Readonly<Record<string, Member>>, path: string, found: ShapeProblems): Json {
  for (const [name, member] of Object.entries(members)) {
    if (member.required === true && value[name] === undefined) found.problems.push(`${path}: required key [${name}] not found`);
  }
  return mapMembers(value, (item, key) => {
    const member = members[key];
    if (member !== undefined) return conform(item, member.shape, `${path}/${key}`, found);
    found.problems.push(`${path}: extraneous key [${key}] is not permitted`);
    return item;
  });
}

function mapMembers(value: JsonObject, map: (item: Json, key: string) => Json): JsonObject {
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, map(item, key)]));
}

function conformString(value: Json, allowed: readonly string[] | undefined, path: string, found: ShapeProblems): Json {
  const text = scalarText(value);
  if (text === undefined) return complain(found, path, 'expected type: String', value);
  if (allowed?.includes(text) === false) found.problems.push(`${path}: ${text} is not a valid enum value`);
  return text;
}

function conformNumber(value: Json, kind: 'integer' | 'number', path: string, found: ShapeProblems): Json {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  const fits = typeof number === 'number' && (kind === 'integer' ? Number.isInteger(number) : Number.isFinite(number));
  return fits ? number : complain(found, path, kind === 'integer' ? 'expected type: Integer' : 'expected type: Number', value);
}

function complain(found: ShapeProblems, path: string, expected: string, value: Json): Json {
  found.problems.push(`${path}: ${expected}, found: ${typeName(value)}`);
  return value;
}

function typeName(value: Json): string {
  if (value === null) return 'Null';
  if (isList(value)) return 'JSONArray';
  return isObject(value) ? 'JSONObject' : `${(typeof value).charAt(0).toUpperCase()}${(typeof value).slice(1)}`;
}

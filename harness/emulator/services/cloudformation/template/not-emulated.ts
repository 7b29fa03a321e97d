import { isList, isObject, type Json } from './json.ts';
import type { Shape } from './shape.ts';

/** Paths in a template's value that AWS knows and this emulator does not: found before anything is made, not half way. */
export function notEmulatedPaths(value: Json, shape: Shape, path: string): readonly string[] {
  if (shape.kind === 'list' && isList(value)) return value.flatMap((item, index) => notEmulatedPaths(item, shape.of, `${path}/${index}`));
  if (shape.kind === 'map' && isObject(value)) {
    return Object.entries(value).flatMap(([key, item]) => notEmulatedPaths(item, shape.of, `${path}/${key}`));
  }
  if (shape.kind !== 'object' || !isObject(value)) return [];
  return Object.entries(value).flatMap(([key, item]) => {
    if (shape.notEmulated?.includes(key) === true) return [`${path}/${key}`];
    const member = shape.members[key];
    return member === undefined ? [] : notEmulatedPaths(item, member.shape, `${path}/${key}`);
  });
}

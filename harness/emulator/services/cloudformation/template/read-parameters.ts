import { isObject, type Json } from './json.ts';
import { readParameter } from './read-parameter.ts';
import type { ParameterDeclaration } from './template.ts';

/** The parameters of a template that still has transforms to go through. */
export function readParameters(root: Json): ReadonlyMap<string, ParameterDeclaration> {
  const section = isObject(root) ? root['Parameters'] : undefined;
  if (!isObject(section)) return new Map();
  return new Map(Object.entries(section).map(([name, value]) => [name, readParameter(name, value)]));
}

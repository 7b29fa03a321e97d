import { validation } from './errors.ts';

/** The part of `value` that a path such as `$.detail.items[0]['id']` leads to; undefined where there is none. */
export function atPath(value: unknown, path: string): unknown {
  let found = value;
  for (const step of steps(path)) {
    if (typeof found !== 'object' || found === null) return undefined;
    found = (found as Readonly<Record<string | number, unknown>>)[step];
  }
  return found;
}

/** @throws ValidationException where it is no path that EventBridge takes. */
export function checkPath(path: string, parameter: string): void {
  if (stepsOf(path) === undefined) throw validation(`Parameter ${parameter} is not valid. Reason: Invalid jsonPath: ${path}`);
}

function steps(path: string): readonly (string | number)[] {
  return stepsOf(path) ?? [];
}

function stepsOf(path: string): readonly (string | number)[] | undefined {
  if (!/^\$(?:\.[\w-]+|\['[^']+'\]|\[\d+\])*$/.test(path)) return undefined;
  return Array.from(path.slice(1).matchAll(/\.([\w-]+)|\['([^']+)'\]|\[(\d+)\]/g), ([, name, quoted, index]) =>
    index === undefined ? (name ?? quoted ?? '') : Number(index),
  );
}

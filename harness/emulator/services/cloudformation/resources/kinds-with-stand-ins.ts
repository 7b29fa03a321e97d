import { resourceKinds } from './index.ts';
import type { AnyResourceKind } from './resource-kind.ts';
import { standInKind } from './stand-in.ts';

const made = new Map<string, ReadonlyMap<string, AnyResourceKind>>();

/** Every kind that a template can hold, those that were declared stand-ins too. What is emulated stays so, declared or not. */
export function kindsWithStandIns(standIns: readonly string[]): ReadonlyMap<string, AnyResourceKind> {
  if (standIns.length === 0) return resourceKinds;
  const key = standIns.join(' ');
  const known = made.get(key) ?? new Map([...standIns.map((type) => [type, standInKind(type)] as const), ...resourceKinds]);
  made.set(key, known);
  return known;
}

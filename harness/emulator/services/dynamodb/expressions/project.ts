import type { Item, Value } from '../values/value.ts';
import { valueAt } from './document-path.ts';
import type { DocumentPath } from './syntax.ts';

/** What stands at the paths, in the maps and lists around it. Elements of a list close up, in their order. */
export function project(item: Item, paths: readonly DocumentPath[]): Item {
  const there = paths.filter((path) => valueAt(item, path) !== undefined);
  return pick({ M: item }, there, 0);
}

type Steps = readonly (string | number)[];

function pick(container: Value, paths: readonly Steps[], depth: number): Item {
  const members = groupByStep(paths, depth).map(([step, inside]) => [step, pickMember(container, step, inside, depth)] as const);
  return Object.fromEntries(members.filter((member): member is [string, Value] => member[1] !== undefined));
}

function pickMember(container: Value, step: string | number, paths: readonly Steps[], depth: number): Value | undefined {
  const member = 'M' in container ? container.M[step] : 'L' in container ? container.L[Number(step)] : undefined;
  if (member === undefined || paths.some((path) => path.length === depth + 1)) return member;
  if ('M' in member) return { M: pick(member, paths, depth + 1) };
  const elements = groupByStep(paths, depth + 1).toSorted(([a], [b]) => Number(a) - Number(b));
  const picked = elements.map(([position, inside]) => pickMember(member, position, inside, depth + 1));
  return { L: picked.filter((element) => element !== undefined) };
}

function groupByStep(paths: readonly Steps[], depth: number): readonly (readonly [string | number, readonly Steps[]])[] {
  const groups = new Map<string | number, Steps[]>();
  for (const path of paths) {
    const step = path[depth];
    if (step === undefined) continue;
    groups.set(step, [...(groups.get(step) ?? []), path]);
  }
  return [...groups];
}

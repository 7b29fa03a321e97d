import { validation } from '../errors.ts';
import { attribute } from '../values/value.ts';
import type { Item, Value } from '../values/value.ts';
import type { DocumentPath } from './syntax.ts';

type Step = string | number;

/** The value at a path; undefined where there is none. */
export function valueAt(item: Item, path: DocumentPath): Value | undefined {
  let value: Value | undefined = { M: item };
  for (const step of path) {
    if (value === undefined) return undefined;
    value = memberOf(value, step);
  }
  return value;
}

function memberOf(value: Value, step: Step): Value | undefined {
  if (typeof step === 'number') return 'L' in value ? value.L[step] : undefined;
  return 'M' in value ? attribute(value.M, step) : undefined;
}

/** The item with `value` at the path, or with nothing there where `value` is undefined. All of the path but its end must be there. */
export function withValueAt(item: Item, path: DocumentPath, value: Value | undefined): Item {
  const changed = change({ M: item }, path, value);
  return 'M' in changed ? changed.M : item;
}

function change(container: Value, [step, ...rest]: readonly Step[], value: Value | undefined): Value {
  if (step === undefined) return container;
  const [next] = rest;
  if (next === undefined) return withMember(container, step, value);
  const member = memberOf(container, step);
  if (member === undefined) throw invalidPath();
  return withMember(container, step, change(member, rest, value));
}

function withMember(container: Value, step: Step, value: Value | undefined): Value {
  if (typeof step === 'string' && 'M' in container) {
    if (value !== undefined) return { M: { ...container.M, [step]: value } };
    return { M: Object.fromEntries(Object.entries(container.M).filter(([name]) => name !== step)) };
  }
  if (typeof step === 'number' && 'L' in container) {
    if (value === undefined) return { L: container.L.filter((_, index) => index !== step) };
    // A position after the end is the one after the last.
    return { L: step < container.L.length ? container.L.with(step, value) : [...container.L, value] };
  }
  throw invalidPath();
}

const invalidPath = (): Error => validation('The document path provided in the update expression is invalid for update');

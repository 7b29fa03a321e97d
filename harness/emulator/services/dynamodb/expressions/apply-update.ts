import { validation } from '../errors.ts';
import { addDecimals } from '../values/decimal.ts';
import { isSet, membersOf, typeOf } from '../values/value.ts';
import type { Item, Value } from '../values/value.ts';
import { valueAt, withValueAt } from './document-path.ts';
import type { Assigned, DocumentPath, Update, UpdateAction } from './syntax.ts';

/** The item after the update. Every operand is of the item before it. */
export function applyUpdate(item: Item, update: Update): Item {
  const changes = update.map((action) => ({ path: action.path, value: resultOf(action, item) }));
  const [kept, removed] = [changes.filter(({ value }) => value !== undefined), changes.filter(({ value }) => value === undefined)];
  // Elements go from the end of their list, so that the positions of the others still hold; those past its end come in their order.
  const ordered = [...kept.toSorted((a, b) => positionOf(a.path) - positionOf(b.path)), ...removed.toSorted(latestFirst)];
  return ordered.reduce((changed, { path, value }) => withValueAt(changed, path, value), item);
}

function latestFirst(a: { readonly path: DocumentPath }, b: { readonly path: DocumentPath }): number {
  return positionOf(b.path) - positionOf(a.path);
}

function positionOf(path: DocumentPath): number {
  const last = path.at(-1);
  return typeof last === 'number' ? last : -1;
}

function resultOf(action: UpdateAction, item: Item): Value | undefined {
  switch (action.kind) {
    case 'set':
      return assigned(action.to, item);
    case 'remove':
      return undefined;
    case 'add':
      return added(valueAt(item, action.path), action.value);
    case 'delete':
      return without(valueAt(item, action.path), action.value);
  }
}

function assigned(from: Assigned, item: Item): Value {
  switch (from.kind) {
    case 'value':
      return from.value;
    case 'path': {
      const value = valueAt(item, from.path);
      if (value === undefined) throw validation('The provided expression refers to an attribute that does not exist in the item');
      return value;
    }
    case 'if_not_exists':
      return valueAt(item, from.path) ?? assigned(from.otherwise, item);
    case 'list_append': {
      const [first, second] = [assigned(from.first, item), assigned(from.second, item)];
      if (!('L' in first) || !('L' in second)) throw wrongType();
      return { L: [...first.L, ...second.L] };
    }
    case 'arithmetic': {
      const [left, right] = [assigned(from.left, item), assigned(from.right, item)];
      if (!('N' in left) || !('N' in right)) throw wrongType();
      return { N: addDecimals(left.N, right.N, from.operator === '+' ? 1n : -1n) };
    }
  }
}

/** ADD: a number is added, a set's members join. */
function added(before: Value | undefined, value: Value): Value {
  if (before === undefined) return value;
  if ('N' in before && 'N' in value) return { N: addDecimals(before.N, value.N, 1n) };
  if (!isSet(before) || typeOf(before) !== typeOf(value)) throw wrongType();
  return setLike(before, [...new Set([...membersOf(before), ...membersOf(value)])]);
}

/** DELETE: a set without members does not exist. */
function without(before: Value | undefined, value: Value): Value | undefined {
  if (before === undefined) return undefined;
  if (!isSet(before) || typeOf(before) !== typeOf(value)) throw wrongType();
  const gone = new Set(membersOf(value));
  const left = membersOf(before).filter((member) => !gone.has(member));
  return left.length === 0 ? undefined : setLike(before, left);
}

function setLike(value: Value, members: readonly string[]): Value {
  if ('SS' in value) return { SS: members };
  return 'NS' in value ? { NS: members } : { BS: members };
}

const wrongType = (): Error => validation('An operand in the update expression has an incorrect data type');

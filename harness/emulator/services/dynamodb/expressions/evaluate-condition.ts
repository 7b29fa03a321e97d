import { equalValues, orderOf } from '../values/compare-values.ts';
import { binarySize } from '../values/value-size.ts';
import { isSet, membersOf, typeOf } from '../values/value.ts';
import type { Item, Value } from '../values/value.ts';
import { valueAt } from './document-path.ts';
import type { Comparator, Condition, Operand } from './syntax.ts';

/** An item that is not there is an empty one. */
export function evaluateCondition(condition: Condition, item: Item): boolean {
  const operand = (each: Operand): Value | undefined => valueOf(each, item);
  switch (condition.kind) {
    case 'and':
      return evaluateCondition(condition.left, item) && evaluateCondition(condition.right, item);
    case 'or':
      return evaluateCondition(condition.left, item) || evaluateCondition(condition.right, item);
    case 'not':
      return !evaluateCondition(condition.condition, item);
    case 'compare':
      return compare(condition.operator, operand(condition.left), operand(condition.right));
    case 'between':
      return (
        compare('>=', operand(condition.operand), operand(condition.lower)) &&
        compare('<=', operand(condition.operand), operand(condition.upper))
      );
    case 'in':
      return condition.among.some((each) => compare('=', operand(condition.operand), operand(each)));
    case 'exists':
      return (valueAt(item, condition.path) !== undefined) === condition.wanted;
    case 'attribute_type':
      return isOfType(operand(condition.operand), operand(condition.type));
    case 'begins_with':
      return beginsWith(operand(condition.operand), operand(condition.prefix));
    case 'contains':
      return contains(operand(condition.operand), operand(condition.wanted));
  }
}

function valueOf(operand: Operand, item: Item): Value | undefined {
  if (operand.kind === 'value') return operand.value;
  if (operand.kind === 'path') return valueAt(item, operand.path);
  const size = sizeOf(valueOf(operand.of, item));
  return size === undefined ? undefined : { N: String(size) };
}

/** Characters of a string, bytes of a binary, members of a set, list or map; nothing else has a size. */
function sizeOf(value: Value | undefined): number | undefined {
  if (value === undefined) return undefined;
  if ('S' in value) return value.S.length;
  if ('B' in value) return binarySize(value.B);
  if ('L' in value) return value.L.length;
  if ('M' in value) return Object.keys(value.M).length;
  return isSet(value) ? membersOf(value).length : undefined;
}

/** What is missing equals nothing, and differs from everything. */
function compare(operator: Comparator, left: Value | undefined, right: Value | undefined): boolean {
  if (operator === '<>') return !compare('=', left, right);
  if (left === undefined || right === undefined) return false;
  if (operator === '=') return equalValues(left, right);
  const order = orderOf(left, right);
  return order !== undefined && orders[operator](order);
}

const orders: Readonly<Record<'<' | '<=' | '>' | '>=', (order: number) => boolean>> = {
  '<': (order) => order < 0,
  '<=': (order) => order <= 0,
  '>': (order) => order > 0,
  '>=': (order) => order >= 0,
};

function isOfType(value: Value | undefined, type: Value | undefined): boolean {
  return value !== undefined && type !== undefined && 'S' in type && typeOf(value) === type.S;
}

function beginsWith(value: Value | undefined, prefix: Value | undefined): boolean {
  if (value === undefined || prefix === undefined) return false;
  if ('S' in value && 'S' in prefix) return value.S.startsWith(prefix.S);
  return 'B' in value && 'B' in prefix && bytesOf(value.B).subarray(0, binarySize(prefix.B)).equals(bytesOf(prefix.B));
}

/** A part of a string or binary, a member of a set, an element of a list. */
function contains(value: Value | undefined, wanted: Value | undefined): boolean {
  if (value === undefined || wanted === undefined) return false;
  if ('L' in value) return value.L.some((each) => equalValues(each, wanted));
  if ('S' in wanted) return 'S' in value ? value.S.includes(wanted.S) : 'SS' in value && value.SS.includes(wanted.S);
  if ('N' in wanted) return 'NS' in value && value.NS.includes(wanted.N);
  if (!('B' in wanted)) return false;
  return 'B' in value ? bytesOf(value.B).includes(bytesOf(wanted.B)) : 'BS' in value && value.BS.includes(wanted.B);
}

function bytesOf(base64: string): Buffer {
  return Buffer.from(base64, 'base64');
}

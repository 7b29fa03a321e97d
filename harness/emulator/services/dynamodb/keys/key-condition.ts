import { invalidParameter, validation } from '../errors.ts';
import type { Condition, Operand } from '../expressions/syntax.ts';
import type { KeySchema } from '../state.ts';
import { typeOf } from '../values/value.ts';
import type { Value } from '../values/value.ts';
import { valueSize } from '../values/value-size.ts';

export type SortOperator = '=' | '<' | '<=' | '>' | '>=' | 'between' | 'begins_with';

/** What a query asks of the sort key. `between` has two values, the others one. */
export interface SortCondition {
  readonly operator: SortOperator;
  readonly values: readonly [Value, ...(readonly Value[])];
}

export interface KeyCondition {
  readonly hash: Value;
  readonly sort?: SortCondition;
}

/** Reads a KeyConditionExpression for the keys of a table or index. @throws AwsError ValidationException in DynamoDB's words. */
export function readKeyCondition(condition: Condition, keys: KeySchema): KeyCondition {
  const found = new Map<string, SortCondition>();
  collect(condition, found);
  const { hash, sort } = keys;
  const onHash = found.get(hash.name);
  const onSort = sort === undefined ? undefined : found.get(sort.name);
  if (found.size > 2) throw validation('Conditions can be of length 1 or 2 only');
  if (sort === undefined && found.size > 1) throw validation('Query key condition not supported');
  if (onHash === undefined) throw validation(`Query condition missed key schema element: ${hash.name}`);
  if (found.size > 1 && onSort === undefined) throw validation(`Query condition missed key schema element: ${sort?.name ?? ''}`);
  checkTypes(onHash, hash.type);
  if (sort !== undefined && onSort !== undefined) checkTypes(onSort, sort.type);
  if (onHash.operator !== '=') throw validation('Query key condition not supported');
  const [value] = onHash.values;
  if (valueSize(value) === 0) {
    throw validation(
      `One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty ${'B' in value ? 'binary' : 'string'} value. Key: ${hash.name}`,
    );
  }
  return { hash: value, ...(onSort === undefined ? {} : { sort: onSort }) };
}

function checkTypes({ values }: SortCondition, type: string): void {
  if (values.some((value) => typeOf(value) !== type)) throw invalidParameter('Condition parameter type does not match schema type');
}

function collect(condition: Condition, found: Map<string, SortCondition>): void {
  switch (condition.kind) {
    case 'and':
      collect(condition.left, found);
      collect(condition.right, found);
      return;
    case 'compare':
      if (condition.operator === '<>') throw notAllowed('<>');
      return condition.left.kind === 'path'
        ? add(found, [condition.left, condition.right], condition.operator)
        : add(found, [condition.right, condition.left], mirrored[condition.operator]);
    case 'between':
      needPathFirst('BETWEEN', condition.operand);
      return add(found, [condition.operand, condition.lower, condition.upper], 'between');
    case 'begins_with':
      needPathFirst('begins_with', condition.operand);
      return add(found, [condition.operand, condition.prefix], 'begins_with');
    case 'exists':
      throw notAllowed(condition.wanted ? 'attribute_exists' : 'attribute_not_exists');
    case 'attribute_type':
    case 'contains':
      throw notAllowed(condition.kind);
    case 'or':
    case 'not':
    case 'in':
      throw notAllowed(condition.kind.toUpperCase());
  }
}

/** `:v < a` asks for `a > :v`. */
const mirrored = { '=': '=', '<': '>', '<=': '>=', '>': '<', '>=': '<=' } as const;

const notAllowed = (operator: string): Error => validation(`Invalid operator used in KeyConditionExpression: ${operator}`);

const invalidCondition = (problem: string): Error => validation(`Invalid condition in KeyConditionExpression: ${problem}`);

function needPathFirst(operator: string, operand: Operand): void {
  if (operand.kind === 'value') throw invalidCondition(`${operator} operator must have the key attribute as its first operand`);
}

function add(found: Map<string, SortCondition>, operands: readonly Operand[], operator: SortOperator): void {
  const names: string[] = [];
  const values: Value[] = [];
  for (const operand of operands) {
    if (operand.kind === 'size') throw validation('KeyConditionExpressions cannot contain nested operations');
    if (operand.kind === 'value') values.push(operand.value);
    else if (operand.path.length > 1) throw validation('KeyConditionExpressions cannot have conditions on nested attributes');
    else names.push(operand.path[0]);
  }
  const [name, second] = names;
  const [value, ...more] = values;
  if (name === undefined) throw invalidCondition('No key attribute specified');
  if (second !== undefined || value === undefined) throw invalidCondition('Multiple attribute names used in one condition');
  if (found.has(name)) throw validation('KeyConditionExpressions must only contain one condition per key');
  found.set(name, { operator, values: [value, ...more] });
}

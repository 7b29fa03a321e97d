import { orderOf } from '../values/compare-values.ts';
import { typeOf } from '../values/value.ts';
import type { Value } from '../values/value.ts';
import type { Problems } from './problems.ts';
import { showPath } from './syntax.ts';
import type { Comparator, Operand } from './syntax.ts';

/** Two paths that are the same make no sense to AWS. */
export function checkDistinct(operator: string, first: Operand, other: Operand, problems: Problems): void {
  if (first.kind !== 'path' || other.kind !== 'path' || showPath(first.path) !== showPath(other.path)) return;
  problems.note(
    'same operands',
    `The first operand must be distinct from the remaining operands for this operator or function; operator: ${operator}, first operand: ${showPath(first.path)}`,
  );
}

export function checkComparison(operator: Comparator, left: Operand, right: Operand, problems: Problems): void {
  checkDistinct(operator, left, right, problems);
  if (operator === '=' || operator === '<>') return;
  for (const operand of [left, right]) checkOrdered(operator, operand, problems);
}

/** Strings, numbers and binaries have an order. */
function checkOrdered(operator: string, operand: Operand, problems: Problems): void {
  if (operand.kind !== 'value') return;
  const type = typeOf(operand.value);
  if (!['S', 'N', 'B'].includes(type))
    problems.note('operand', `Incorrect operand type for operator or function; operator: ${operator}, operand type: ${type}`);
}

export function checkBetween(operand: Operand, lower: Operand, upper: Operand, problems: Problems): void {
  for (const each of [operand, lower, upper]) checkOrdered('BETWEEN', each, problems);
  if (lower.kind !== 'value' || upper.kind !== 'value') return;
  const shown = `lower bound operand: AttributeValue: ${show(lower.value)}, upper bound operand: AttributeValue: ${show(upper.value)}`;
  const order = orderOf(lower.value, upper.value);
  if (order === undefined) problems.note('operand', `The BETWEEN operator requires same data type for lower and upper bounds; ${shown}`);
  else if (order > 0)
    problems.note('operand', `The BETWEEN operator requires upper bound to be greater than or equal to lower bound; ${shown}`);
}

function show(value: Value): string {
  return `{${Object.entries(value)
    .map(([type, content]) => `${type}:${String(content)}`)
    .join('')}}`;
}

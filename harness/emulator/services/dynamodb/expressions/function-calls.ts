import { typeOf } from '../values/value.ts';
import type { Problems } from './problems.ts';
import { checkDistinct } from './operand-checks.ts';
import type { Condition, DocumentPath, Operand } from './syntax.ts';

export interface Call {
  readonly name: string;
  readonly operands: readonly Operand[];
}

const operandCounts: Readonly<Record<string, number>> = {
  attribute_exists: 1,
  attribute_not_exists: 1,
  attribute_type: 2,
  begins_with: 2,
  contains: 2,
  size: 1,
};

export function isConditionFunction(name: string): boolean {
  return Object.hasOwn(operandCounts, name);
}

/** Stands where a call is wrong, which is noted: nobody evaluates it. */
const missing: Operand = { kind: 'value', value: { NULL: true } };

/** A function as a condition. */
export function conditionOfCall(call: Call, problems: Problems): Condition {
  checkCount(call, problems);
  const { name } = call;
  const [first = missing, second = missing] = call.operands;
  switch (name) {
    case 'attribute_exists':
    case 'attribute_not_exists':
      return { kind: 'exists', path: pathOperand(name, first, problems), wanted: name === 'attribute_exists' };
    case 'attribute_type':
      checkTypeName(second, problems);
      return { kind: 'attribute_type', operand: first, type: second };
    case 'begins_with':
      for (const operand of call.operands) checkType(name, operand, ['S', 'B'], problems);
      return { kind: 'begins_with', operand: first, prefix: second };
    case 'contains':
      return { kind: 'contains', operand: first, wanted: second };
    default:
      noteMisuse(call, problems);
      return { kind: 'exists', path: [''], wanted: false };
  }
}

/** A function as a value: `size` is the only one. */
export function operandOfCall(call: Call, problems: Problems): Operand {
  checkCount(call, problems);
  if (call.name !== 'size') noteMisuse(call, problems);
  const [of = missing] = call.operands;
  checkType('size', of, ['S', 'B', 'SS', 'NS', 'BS', 'L', 'M'], problems);
  return { kind: 'size', of };
}

function noteMisuse({ name }: Call, problems: Problems): void {
  if (!isConditionFunction(name)) return;
  problems.note('misused function', `The function is not allowed to be used this way in an expression; function: ${name}`);
}

function checkCount({ name, operands }: Call, problems: Problems): void {
  const wanted = Object.hasOwn(operandCounts, name) ? operandCounts[name] : undefined;
  if (wanted === undefined) return noteUnknown(name, problems);
  const [first, second] = operands;
  if (wanted !== operands.length) {
    problems.note(
      'number of operands',
      `Incorrect number of operands for operator or function; operator or function: ${name}, number of operands: ${operands.length}`,
    );
  } else if (first !== undefined && second !== undefined) checkDistinct(name, first, second, problems);
}

function noteUnknown(name: string, problems: Problems): void {
  if (name === 'if_not_exists' || name === 'list_append')
    problems.note('misused function', `The function is not allowed in a condition expression; function: ${name}`);
  else problems.note('unknown function', `Invalid function name; function: ${name}`);
}

function pathOperand(name: string, operand: Operand, problems: Problems): DocumentPath {
  if (operand.kind === 'path') return operand.path;
  problems.note('operand', `Operator or function requires a document path; operator or function: ${name}`);
  return [''];
}

function checkType(name: string, operand: Operand, allowed: readonly string[], problems: Problems): void {
  const type = operand.kind === 'value' ? typeOf(operand.value) : operand.kind === 'size' ? 'N' : undefined;
  if (type === undefined || allowed.includes(type)) return;
  problems.note('operand', `Incorrect operand type for operator or function; operator or function: ${name}, operand type: ${type}`);
}

const typeNames = ['B', 'NULL', 'SS', 'BOOL', 'L', 'BS', 'N', 'NS', 'S', 'M'];

function checkTypeName(operand: Operand, problems: Problems): void {
  const value = operand.kind === 'value' ? operand.value : undefined;
  if (value === undefined || !('S' in value)) {
    const type = value === undefined ? '{NS,SS,L,BS,N,M,B,BOOL,NULL,S}' : typeOf(value);
    return problems.note(
      'operand',
      `Incorrect operand type for operator or function; operator or function: attribute_type, operand type: ${type}`,
    );
  }
  if (!typeNames.includes(value.S))
    problems.note('operand', `Invalid attribute type name found; type: ${value.S}, valid types: {${typeNames.join(',')}}`);
}

import { typeOf } from '../values/value.ts';
import { readPath, readPlaceholder } from './expression-reading.ts';
import type { ExpressionReading } from './expression-reading.ts';
import { isConditionFunction } from './function-calls.ts';
import type { Problems } from './problems.ts';
import type { Assigned } from './syntax.ts';

/** The right side of SET: an operand, or the sum or difference of two. */
export function parseAssigned(reading: ExpressionReading): Assigned {
  const { tokens, problems } = reading;
  const left = readOperand(reading);
  const operator = tokens.isSymbol('+') ? '+' : tokens.isSymbol('-') ? '-' : undefined;
  if (operator === undefined) return left;
  tokens.take();
  const right = readOperand(reading);
  for (const operand of [left, right]) checkType(operator, operand, 'N', problems);
  return { kind: 'arithmetic', operator, left, right };
}

function readOperand(reading: ExpressionReading): Assigned {
  const { tokens } = reading;
  if (tokens.tookSymbol('(')) {
    const inner = tokens.nested(() => parseAssigned(reading));
    tokens.needSymbol(')');
    return inner;
  }
  const { kind } = tokens.peek();
  if (kind === 'value') return { kind: 'value', value: readPlaceholder(reading) };
  const next = tokens.peek(1);
  if (kind === 'word' && next.kind === 'symbol' && next.text === '(') return readCall(reading);
  return { kind: 'path', path: readPath(reading) };
}

function readCall(reading: ExpressionReading): Assigned {
  const { tokens, problems } = reading;
  const name = tokens.take().text;
  tokens.needSymbol('(');
  const operands: Assigned[] = [];
  do operands.push(tokens.nested(() => readOperand(reading)));
  while (tokens.tookSymbol(','));
  tokens.needSymbol(')');
  checkName(name, problems);
  // AWS takes if_not_exists inside of a function, and not list_append.
  if (operands.some(({ kind }) => kind === 'list_append'))
    problems.note('misused function', 'The function is not allowed to be used this way in an expression; function: list_append');
  const [first = missing, second = missing] = operands;
  if (operands.length !== 2) {
    problems.note(
      'number of operands',
      `Incorrect number of operands for operator or function; operator or function: ${name}, number of operands: ${operands.length}`,
    );
  }
  return name === 'list_append' ? listAppend(first, second, problems) : ifNotExists(first, second, problems);
}

function checkName(name: string, problems: Problems): void {
  if (name === 'if_not_exists' || name === 'list_append') return;
  if (isConditionFunction(name))
    problems.note('misused function', `The function is not allowed in an update expression; function: ${name}`);
  else problems.note('unknown function', `Invalid function name; function: ${name}`);
}

/** Stands where a call is wrong, which is noted: nobody evaluates it. */
const missing: Assigned = { kind: 'value', value: { NULL: true } };

function listAppend(first: Assigned, second: Assigned, problems: Problems): Assigned {
  for (const operand of [first, second]) checkType('list_append', operand, 'L', problems);
  return { kind: 'list_append', first, second };
}

function ifNotExists(first: Assigned, otherwise: Assigned, problems: Problems): Assigned {
  if (first.kind === 'path') return { kind: 'if_not_exists', path: first.path, otherwise };
  problems.note('operand', 'Operator or function requires a document path; operator or function: if_not_exists');
  return missing;
}

function checkType(name: string, operand: Assigned, wanted: 'N' | 'L', problems: Problems): void {
  if (operand.kind !== 'value' || typeOf(operand.value) === wanted) return;
  const type = typeOf(operand.value);
  problems.note('operand', `Incorrect operand type for operator or function; operator or function: ${name}, operand type: ${type}`);
}

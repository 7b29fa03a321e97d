import { isSet, typeOf } from '../values/value.ts';
import type { Value } from '../values/value.ts';
import { parseAssigned } from './parse-assigned.ts';
import { readPath, readPlaceholder } from './expression-reading.ts';
import type { ExpressionReading } from './expression-reading.ts';
import { checkPathsApart } from './paths-apart.ts';
import type { Problems } from './problems.ts';
import type { Update, UpdateAction } from './syntax.ts';

/** The whole of an UpdateExpression. @throws ExpressionProblem. */
export function parseUpdate(reading: ExpressionReading): Update {
  const { tokens, problems } = reading;
  const actions: UpdateAction[] = [];
  const seen = new Set<string>();
  do {
    const section = tokens.peek().text.toUpperCase();
    const read = sections.get(section);
    if (read === undefined || tokens.peek().kind !== 'word') throw tokens.unexpected();
    tokens.take();
    if (seen.has(section)) problems.note('section', `The "${section}" section can only be used once in an update expression;`);
    seen.add(section);
    do actions.push(read(reading));
    while (tokens.tookSymbol(','));
  } while (tokens.peek().kind !== 'end');
  checkPathsApart(
    actions.map(({ path }) => path),
    problems,
  );
  problems.throwFirst();
  return actions;
}

const sections: ReadonlyMap<string, (reading: ExpressionReading) => UpdateAction> = new Map([
  ['SET', readSet],
  ['REMOVE', (reading: ExpressionReading): UpdateAction => ({ kind: 'remove', path: readPath(reading) })],
  ['ADD', readAdd],
  ['DELETE', readDelete],
]);

function readSet(reading: ExpressionReading): UpdateAction {
  const path = readPath(reading);
  reading.tokens.needSymbol('=');
  return { kind: 'set', path, to: parseAssigned(reading) };
}

function readAdd(reading: ExpressionReading): UpdateAction {
  const path = readPath(reading);
  const value = readPlaceholder(reading);
  checkOperand('ADD', value, isSet(value) || 'N' in value, reading.problems);
  return { kind: 'add', path, value };
}

function readDelete(reading: ExpressionReading): UpdateAction {
  const path = readPath(reading);
  const value = readPlaceholder(reading);
  checkOperand('DELETE', value, isSet(value), reading.problems);
  return { kind: 'delete', path, value };
}

/** The types' names in this one message. */
const longNames: Readonly<Record<string, string>> = {
  S: 'STRING',
  N: 'NUMBER',
  B: 'BINARY',
  NULL: 'NULL',
  BOOL: 'BOOLEAN',
  L: 'LIST',
  M: 'MAP',
};

function checkOperand(operator: string, value: Value, fits: boolean, problems: Problems): void {
  if (fits) return;
  const type = longNames[typeOf(value)] ?? typeOf(value);
  problems.note('operand', `Incorrect operand type for operator or function; operator: ${operator}, operand type: ${type}`);
}

import { cidrTest } from './cidr.ts';
import { numericTest } from './numeric.ts';
import { PatternProblem } from './pattern-problem.ts';
import { wildcardTest } from './wildcard.ts';

/** What one element of a pattern's array asks of a field: of its value, or that it is not there. */
export type Test = FieldTest | { readonly kind: 'absent' };

export interface FieldTest {
  readonly kind: 'value';
  matches(value: unknown): boolean;
}

export const isFieldTest = (test: Test): test is FieldTest => test.kind === 'value';

const onValue = (matches: (value: unknown) => boolean): FieldTest => ({ kind: 'value', matches });
const onText = (matches: (value: string) => boolean): FieldTest => onValue((value) => typeof value === 'string' && matches(value));

/** @throws PatternProblem */
export function readTest(element: unknown, operators: ReadonlySet<string> | undefined, path: string): Test {
  if (!isObject(element)) return exact(element, path);
  const [[operator, operand] = ['', undefined], ...more] = Object.entries(element);
  if (more.length > 0) throw refused(path, 'Only one key allowed in match expression');
  const read = readers[operator];
  if (read === undefined || operators?.has(operator) === false) throw refused(path, `Unrecognized match type ${operator}`);
  return read(operand, path);
}

const readers: Readonly<Record<string, (operand: unknown, path: string) => Test>> = {
  prefix: (operand, path) => textTest('prefix', operand, path, (value, part) => value.startsWith(part)),
  suffix: (operand, path) => textTest('suffix', operand, path, (value, part) => value.endsWith(part)),
  'equals-ignore-case': (operand, path) => {
    const wanted = text('equals-ignore-case', operand, path).toLowerCase();
    return onText((value) => value.toLowerCase() === wanted);
  },
  wildcard: (operand, path) => onText(wildcardTest(text('wildcard', operand, path), path)),
  'anything-but': anythingBut,
  numeric: (operand, path) => {
    const matches = numericTest(operand, path);
    return onValue((value) => typeof value === 'number' && matches(value));
  },
  cidr: (operand, path) => onText(cidrTest(text('cidr', operand, path), path)),
  exists: (operand, path) => {
    if (typeof operand !== 'boolean') throw refused(path, 'exists match pattern must be either true or false.');
    // Only leaves exist: an object is no value.
    return operand ? onValue((value) => !isObject(value)) : { kind: 'absent' };
  },
};

function exact(wanted: unknown, path: string): FieldTest {
  if (wanted !== null && !['string', 'number', 'boolean'].includes(typeof wanted))
    throw refused(path, 'Match value must be String, number, true, false, or null');
  return onValue((value) => value === wanted);
}

/** `{"prefix": "a"}`, or without regard to case `{"prefix": {"equals-ignore-case": "a"}}`. */
function textTest(operator: string, operand: unknown, path: string, holds: (value: string, part: string) => boolean): FieldTest {
  if (isObject(operand)) {
    const part = text(operator, only(operand, 'equals-ignore-case', operator, path), path).toLowerCase();
    return onText((value) => holds(value.toLowerCase(), part));
  }
  const part = text(operator, operand, path);
  return onText((value) => holds(value, part));
}

/** Values, one or a list, all text or all numbers; or one of the operators below with one text or a list. */
function anythingBut(operand: unknown, path: string): FieldTest {
  const tests = isObject(operand) ? excludedBy(operand, path) : list(operand, path).map((value) => excludedValue(value, path));
  return onValue((value) => !isObject(value) && !tests.some((test) => test.matches(value)));
}

function excludedValue(value: unknown, path: string): FieldTest {
  if (typeof value !== 'string' && typeof value !== 'number') throw refused(path, 'Inside anything-but list, must be String or number');
  return exact(value, path);
}

function excludedBy(operand: Readonly<Record<string, unknown>>, path: string): readonly FieldTest[] {
  const [[operator, value] = ['', undefined], ...more] = Object.entries(operand);
  const read = excludable.has(operator) && more.length === 0 ? readers[operator] : undefined;
  if (read === undefined) throw refused(path, `Unsupported anything-but pattern: ${operator}`);
  return list(value, path)
    .map((each) => read(each, path))
    .filter(isFieldTest);
}

const excludable = new Set(['prefix', 'suffix', 'equals-ignore-case', 'wildcard']);

function list(value: unknown, path: string): readonly unknown[] {
  const values = Array.isArray(value) ? (value as unknown[]) : [value];
  if (values.length === 0) throw refused(path, 'Empty arrays are not allowed');
  return values;
}

function only(operand: Readonly<Record<string, unknown>>, name: string, operator: string, path: string): unknown {
  const names = Object.keys(operand);
  if (names.length !== 1 || names[0] !== name) throw refused(path, `Unsupported ${operator} pattern: ${names.join(', ')}`);
  return operand[name];
}

function text(operator: string, operand: unknown, path: string): string {
  if (typeof operand !== 'string' || (operand === '' && operator !== 'equals-ignore-case'))
    throw refused(path, `${operator} match pattern must be a non-empty string`);
  return operand;
}

function refused(path: string, reason: string): PatternProblem {
  return new PatternProblem(`Event pattern is not valid. Reason: ${reason} at "${path}"`);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

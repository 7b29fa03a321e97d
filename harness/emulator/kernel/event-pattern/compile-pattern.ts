import { isFieldTest, readTest } from './field-tests.ts';
import type { Test } from './field-tests.ts';
import { PatternProblem } from './pattern-problem.ts';

export type Matcher = (event: unknown) => boolean;

/**
 * Reads the text of an event pattern of EventBridge, which filters of Lambda and, with fewer operators, of SNS are as well.
 * Source: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html
 * @param operators Those that the service takes beside exact values: `prefix`, `anything-but`, …; all where left out.
 * @throws PatternProblem
 */
export function compilePattern(text: string, operators?: ReadonlySet<string>): Matcher {
  const pattern = parse(text);
  if (!isObject(pattern)) throw new PatternProblem('Event pattern is not valid. Reason: Filter is not an object');
  return compileObject(pattern, operators, '');
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (problem) {
    if (!(problem instanceof SyntaxError)) throw problem;
    throw new PatternProblem(`Event pattern is not valid. Reason: ${problem.message}`);
  }
}

/** All fields must match, and of `$or` one alternative. */
function compileObject(pattern: Readonly<Record<string, unknown>>, operators: ReadonlySet<string> | undefined, path: string): Matcher {
  const fields = Object.entries(pattern);
  if (fields.length === 0) throw new PatternProblem(`Event pattern is not valid. Reason: Empty objects are not allowed${at(path)}`);
  const parts = fields.map(([name, value]) => {
    if (name === '$or') return compileAlternatives(value, operators, path);
    const where = path === '' ? name : `${path}.${name}`;
    const field = compileField(value, operators, where);
    return (event: unknown) => field(isObject(event) ? event[name] : undefined);
  });
  return (event) => parts.every((part) => part(event));
}

function compileAlternatives(value: unknown, operators: ReadonlySet<string> | undefined, path: string): Matcher {
  if (!Array.isArray(value) || value.length < 2 || !value.every(isObject))
    throw new PatternProblem(`Event pattern is not valid. Reason: $or must be an array of at least two objects${at(path)}`);
  const alternatives = value.map((each) => compileObject(each, operators, path));
  return (event) => alternatives.some((matches) => matches(event));
}

function compileField(value: unknown, operators: ReadonlySet<string> | undefined, path: string): Matcher {
  if (isObject(value)) {
    const matches = compileObject(value, operators, path);
    // Of an array of objects one element must match as a whole.
    return (event) => (Array.isArray(event) && event.length > 0 ? event.some(matches) : matches(event));
  }
  if (!Array.isArray(value)) {
    throw new PatternProblem(`Event pattern is not valid. Reason: "${path}" must be an object or an array`);
  }
  if (value.length === 0) throw new PatternProblem(`Event pattern is not valid. Reason: Empty arrays are not allowed${at(path)}`);
  return anyTest(value.map((each) => readTest(each, operators, path)));
}

/** A field that is an array matches where one element does; an empty one is as good as absent. */
function anyTest(tests: readonly Test[]): Matcher {
  const onValue = tests.filter(isFieldTest);
  const takesAbsent = tests.some((test) => test.kind === 'absent');
  const matchesOne = (value: unknown): boolean => onValue.some((test) => test.matches(value));
  return (event) => {
    const values = (Array.isArray(event) ? (event as unknown[]).flat(Infinity) : [event]).filter((value) => value !== undefined);
    return values.length === 0 ? takesAbsent : values.some(matchesOne);
  };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const at = (path: string): string => (path === '' ? '' : ` at "${path}"`);

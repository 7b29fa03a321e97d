import type { Matcher } from './matching-rules.ts';

/** A matcher that can't be judged here: nothing passes by it. */
export class UnsupportedMatcher extends Error {}

/** Null where the value is what the matcher wants, else what it should have been: `an integer`. */
export function mismatchOf(matcher: Matcher, expected: unknown, actual: unknown): string | null {
  const kind = matcher['match'] ?? ('regex' in matcher ? 'regex' : 'min' in matcher || 'max' in matcher ? 'type' : 'none');
  switch (kind) {
    case 'type':
      return typeOf(actual) === typeOf(expected) ? lengthMismatch(matcher, actual) : `of type ${typeOf(expected)}`;
    case 'equality':
      return JSON.stringify(actual) === JSON.stringify(expected) ? null : JSON.stringify(expected);
    case 'regex': {
      const pattern = String(matcher['regex']);
      return isText(actual) && regexOf(pattern).test(String(actual)) ? null : `text like /${pattern}/`;
    }
    case 'integer':
      return typeof actual === 'number' && Number.isInteger(actual) ? null : 'an integer';
    case 'decimal':
      // As Pact's own verifier: a whole number is none.
      return typeof actual === 'number' && !Number.isInteger(actual) ? null : 'a decimal number';
    case 'number':
      return typeof actual === 'number' ? null : 'a number';
    case 'boolean':
      return typeof actual === 'boolean' || actual === 'true' || actual === 'false' ? null : 'true or false';
    case 'null':
      return actual === null ? null : 'null';
    case 'include':
      return isText(actual) && String(actual).includes(String(matcher['value'])) ? null : `text with "${String(matcher['value'])}" in it`;
    case 'notEmpty':
      return isEmpty(actual) ? 'something' : null;
    default:
      throw new UnsupportedMatcher(`matcher ${JSON.stringify(kind)} can't be judged`);
  }
}

/** Whole, as Pact has it. Some of what other languages' expressions know isn't JavaScript's. */
function regexOf(pattern: string): RegExp {
  try {
    return new RegExp(`^(?:${pattern})$`);
  } catch {
    throw new UnsupportedMatcher(`/${pattern}/ is no expression that can be judged here`);
  }
}

export function typeOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'list' : typeof value;
}

function lengthMismatch({ min, max }: Matcher, actual: unknown): string | null {
  if (!Array.isArray(actual)) return null;
  if (typeof min === 'number' && actual.length < min) return `a list of at least ${min}`;
  return typeof max === 'number' && actual.length > max ? `a list of at most ${max}` : null;
}

function isText(value: unknown): boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

function isEmpty(value: unknown): boolean {
  if (value === null || value === undefined || value === '') return true;
  return typeof value === 'object' && Object.keys(value).length === 0;
}

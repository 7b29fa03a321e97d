import { mismatchOf, typeOf } from './match-value.ts';
import { type Rule, ruleFor } from './matching-rules.ts';

type Place = readonly (string | number)[];

/**
 * How a JSON answer differs from the pact's. By the specification for answers: what the pact doesn't name may be there too; lists are as long as
 * the example unless a rule says otherwise. Throws UnsupportedMatcher.
 */
export function bodyDifferences(expected: unknown, actual: unknown, rules: readonly Rule[]): readonly string[] {
  return compare(expected, actual, [], rules);
}

function compare(expected: unknown, actual: unknown, place: Place, rules: readonly Rule[]): readonly string[] {
  const rule = ruleFor(rules, place);
  if (rule !== null) {
    const wrong = mismatchBy(rule, expected, actual, place.length === rule.path.length);
    if (wrong !== null) return [said(place, actual, wrong)];
  } else if (typeOf(expected) !== typeOf(actual)) return [said(place, actual, short(expected))];
  if (Array.isArray(expected) && Array.isArray(actual)) return compareLists(expected, actual, place, rules, rule);
  if (isObject(expected) && isObject(actual)) return compareObjects(expected, actual, place, rules);
  return rule === null && expected !== actual ? [said(place, actual, short(expected))] : [];
}

function compareLists(
  expected: readonly unknown[],
  actual: readonly unknown[],
  place: Place,
  rules: readonly Rule[],
  rule: Rule | null,
): readonly string[] {
  const free = rule !== null && rule.matchers.every((matcher) => matcher['match'] !== 'equality');
  if (!free && expected.length !== actual.length) return [said(place, actual, `a list of ${expected.length}`)];
  if (expected.length === 0) return [];
  return actual.flatMap((item, index) => compare(index < expected.length ? expected[index] : expected[0], item, [...place, index], rules));
}

function compareObjects(
  expected: Readonly<Record<string, unknown>>,
  actual: Readonly<Record<string, unknown>>,
  place: Place,
  rules: readonly Rule[],
): readonly string[] {
  return Object.entries(expected).flatMap(([name, value]) => {
    const at = [...place, name];
    return name in actual ? compare(value, actual[name], at, rules) : [`${written(at)} is missing`];
  });
}

/** A list's length is asked for where the rule stands, not for the lists inside. */
function mismatchBy(rule: Rule, expected: unknown, actual: unknown, here: boolean): string | null {
  const matchers = here ? rule.matchers : rule.matchers.map(({ min: _min, max: _max, ...matcher }) => ({ match: 'type', ...matcher }));
  const wrong = matchers.map((matcher) => mismatchOf(matcher, expected, actual));
  if (rule.combine === 'OR' && wrong.includes(null)) return null;
  return wrong.find((each) => each !== null) ?? null;
}

function said(place: Place, actual: unknown, wanted: string): string {
  return `${written(place)} is ${short(actual)}, and the pact has ${wanted}`;
}

function written(place: Place): string {
  return `$${place.map((part) => (typeof part === 'number' ? `[${part}]` : /^\w+$/.test(part) ? `.${part}` : `['${part}']`)).join('')}`;
}

function short(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 80 ? `${text.slice(0, 77)}…` : text;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

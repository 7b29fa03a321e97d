import { bodyDifferences } from './match-body.ts';
import { mismatchOf } from './match-value.ts';
import type { Rule } from './matching-rules.ts';
import type { PactInteraction } from './pact-file.ts';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** Everything in which an answer isn't what the pact says. Throws UnsupportedMatcher. */
export function responseDifferences({ status, headers, body, rules }: PactInteraction['response'], answer: Answer): readonly string[] {
  return [
    ...statusDifferences(status, rules.status, answer),
    ...Object.entries(headers).flatMap(([name, value]) => headerDifferences(name, value, rules.headers.get(name.toLowerCase()), answer)),
    ...(body === undefined ? [] : bodyOf(body, rules.body, answer)),
  ];
}

const classes: Readonly<Record<string, readonly [number, number]>> = {
  info: [100, 199],
  success: [200, 299],
  redirect: [300, 399],
  clientError: [400, 499],
  serverError: [500, 599],
  nonError: [100, 399],
  error: [400, 599],
};

function statusDifferences(expected: number, rule: Rule | null, { status }: Answer): readonly string[] {
  const wanted = rule?.matchers[0]?.['status'];
  const [least, most] = (typeof wanted === 'string' ? classes[wanted] : undefined) ?? [expected, expected];
  const listed = Array.isArray(wanted) ? wanted.includes(status) : status >= least && status <= most;
  return listed
    ? []
    : [
        `the status is ${status}, and the pact has ${Array.isArray(wanted) ? wanted.join(' or ') : least === most ? expected : String(wanted)}`,
      ];
}

function headerDifferences(name: string, expected: string, rule: Rule | undefined, { headers }: Answer): readonly string[] {
  const actual = headers.get(name);
  if (actual === null) return [`header ${name} is missing`];
  if (rule !== undefined) {
    const wrong = rule.matchers.map((matcher) => mismatchOf(matcher, expected, actual)).find((each) => each !== null);
    return wrong === undefined ? [] : [`header ${name} is "${actual}", and the pact has ${wrong}`];
  }
  const same = /^(content-type|accept)$/i.test(name) ? sameMedia(expected, actual) : spaced(expected) === spaced(actual);
  return same ? [] : [`header ${name} is "${actual}", and the pact has "${expected}"`];
}

/** Lists may be spaced as they like. */
function spaced(header: string): string {
  return header
    .split(',')
    .map((item) => item.trim())
    .join(', ');
}

/** Parameters that the pact doesn't name (`; charset=utf-8`) may be there. */
function sameMedia(expected: string, actual: string): boolean {
  const [value = '', ...parameters] = partsOf(expected);
  const [other, ...present] = partsOf(actual);
  return value === other && parameters.every((parameter) => present.includes(parameter));
}

function partsOf(header: string): readonly string[] {
  return header.split(';').map((part) => part.trim().toLowerCase());
}

function bodyOf(expected: unknown, rules: readonly Rule[], { text }: Answer): readonly string[] {
  if (expected === null || expected === '') return text === '' ? [] : ['there is a body, and the pact has none'];
  if (typeof expected === 'string' && asJson(text) === undefined)
    return text === expected ? [] : [`the body is "${text.slice(0, 80)}", and the pact has "${expected.slice(0, 80)}"`];
  const actual = asJson(text);
  if (actual === undefined) return [`the body is no JSON: ${text.slice(0, 80)}`];
  return bodyDifferences(expected, actual, rules);
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    // Undefined is no JSON value: the caller says what that means.
    return undefined;
  }
}

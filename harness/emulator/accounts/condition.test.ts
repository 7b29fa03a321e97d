import { describe, expect, it } from 'vitest';
import { conditionKeys } from './condition-keys.ts';
import type { ConditionValues } from './condition-keys.ts';
import { checkConditionBlock, compileConditions } from './condition.ts';
import { PolicyProblem } from './policy-problem.ts';
import type { PolicyStatement } from './policy.ts';

function holds(condition: PolicyStatement['Condition'], values: ConditionValues, withVariables = true): boolean {
  const keys = conditionKeys(() => [values]);
  return compileConditions(condition, withVariables).every((test) => test(keys, (key) => keys.get(key)?.[0]));
}

/** Operator, its value, a value that matches it, one that doesn't. */
const operators: readonly (readonly [operator: string, policy: string, matching: string, other: string])[] = [
  ['StringEquals', 'Abc', 'Abc', 'abc'],
  ['StringEquals', 'a*', 'a*', 'ab'],
  ['StringEqualsIgnoreCase', 'Abc', 'aBC', 'abd'],
  ['StringEqualsIgnoreCase', 'a*', 'A*', 'ab'],
  ['StringLike', 'a*', 'abc', 'xabc'],
  ['StringLike', 'a?c', 'abc', 'Abc'],
  ['NumericEquals', '10', '10.0', '11'],
  ['NumericEquals', '10', '10', ''],
  ['NumericEquals', '0', '0', ' '],
  ['NumericLessThan', '10', '9.9', '10'],
  ['NumericLessThanEquals', '10', '10', '10.1'],
  ['NumericGreaterThan', '10', '10.1', '10'],
  ['NumericGreaterThanEquals', '10', '10', '9'],
  ['NumericGreaterThanEquals', '10', '10', 'ten'],
  ['DateEquals', '2026-01-02T03:04:05Z', '2026-01-02T03:04:05Z', '2026-01-02T03:04:06Z'],
  ['DateEquals', '2026-01-02T03:04:05Z', '1767323045', '1767323046'],
  ['DateEquals', '2026-01-02T03:04:05+01:00', '2026-01-02T02:04:05Z', '2026-01-02T03:04:05Z'],
  ['DateLessThan', '2026-01-02', '2026-01-01T23:59:59Z', '2026-01-02T00:00:00Z'],
  ['DateLessThanEquals', '2026-01-02', '2026-01-02T00:00:00Z', '2026-01-02T00:00:01Z'],
  ['DateGreaterThan', '2026-01-02', '2026-01-02T00:00:01Z', '2026-01-02T00:00:00Z'],
  ['DateGreaterThanEquals', '2026-01-02', '2026-01-02T00:00:00Z', '2026-01-01T23:59:59Z'],
  ['DateGreaterThanEquals', '2026-01-02', '2026-01-03', 'tomorrow'],
  ['Bool', 'true', 'TRUE', 'false'],
  ['Bool', 'False', 'false', 'true'],
  ['BinaryEquals', 'QmluYXJ5', 'QmluYXJ5', 'qmluyxj5'],
  ['BinaryEquals', 'a*', 'a*', 'ab'],
  ['IpAddress', '10.1.0.0/16', '10.1.255.255', '10.2.0.0'],
  ['IpAddress', '10.1.2.3', '10.1.2.3', '10.1.2.4'],
  ['IpAddress', '10.1.2.3/32', '10.1.2.3', 'not an address'],
  ['IpAddress', '0.0.0.0/0', '203.0.113.9', '2001:db8::1'],
  ['IpAddress', '2001:db8::/32', '2001:db8:1::1', '2001:db9::1'],
  ['IpAddress', '2001:db8::1/128', '2001:db8::1', '2001:db8::2'],
  ['ArnEquals', 'arn:aws:sns:*:1:t', 'arn:aws:sns:eu-central-1:1:t', 'arn:aws:sns:eu-central-1:2:t'],
  ['ArnLike', 'arn:aws:lambda:*:1:function:*', 'arn:aws:lambda:x:1:function:f:live', 'arn:aws:lambda:x:1:layer:f'],
  ['ArnLike', 'arn:aws:s3:*:*:b', 'arn:aws:s3:::b', 'arn:aws:s3:::c'],
  ['ArnLike', 'arn:aws:*:b', 'arn:aws:x:b', 'arn:aws:s3:::b'],
];

const negated: Readonly<Record<string, string>> = {
  StringEquals: 'StringNotEquals',
  StringEqualsIgnoreCase: 'StringNotEqualsIgnoreCase',
  StringLike: 'StringNotLike',
  NumericEquals: 'NumericNotEquals',
  DateEquals: 'DateNotEquals',
  IpAddress: 'NotIpAddress',
  ArnEquals: 'ArnNotEquals',
  ArnLike: 'ArnNotLike',
};

describe.each(operators)('%s %s', (operator, policy, matching, other) => {
  const condition = { [operator]: { 'x:Key': policy } };

  it(`matches ${matching}, not ${other}, and no missing key`, () => {
    expect(holds(condition, { 'x:Key': matching })).toBe(true);
    expect(holds(condition, { 'x:Key': other })).toBe(false);
    expect(holds(condition, {})).toBe(false);
  });

  it('takes any of several values on either side', () => {
    expect(holds(condition, { 'x:Key': [other, matching] })).toBe(true);
    expect(holds(condition, { 'x:Key': [other, other] })).toBe(false);
    expect(holds({ [operator]: { 'x:Key': ['-', policy] } }, { 'x:Key': matching })).toBe(true);
  });

  it('holds without the key where it ends in IfExists, and is itself where the key is there', () => {
    const ifExists = { [`${operator}IfExists`]: { 'x:Key': policy } };
    expect(holds(ifExists, {})).toBe(true);
    expect(holds(ifExists, { 'x:Key': matching })).toBe(true);
    expect(holds(ifExists, { 'x:Key': other })).toBe(false);
  });

  it('ForAnyValue wants one match, and a key', () => {
    const any = { [`ForAnyValue:${operator}`]: { 'x:Key': policy } };
    expect(holds(any, { 'x:Key': [other, matching] })).toBe(true);
    expect(holds(any, { 'x:Key': [other] })).toBe(false);
    expect(holds(any, { 'x:Key': [] })).toBe(false);
    expect(holds(any, {})).toBe(false);
    expect(holds({ [`ForAnyValue:${operator}IfExists`]: { 'x:Key': policy } }, {})).toBe(true);
  });

  it('ForAllValues wants all to match, and is content without any', () => {
    const all = { [`ForAllValues:${operator}`]: { 'x:Key': policy } };
    expect(holds(all, { 'x:Key': [matching, matching] })).toBe(true);
    expect(holds(all, { 'x:Key': [other, matching] })).toBe(false);
    expect(holds(all, { 'x:Key': [] })).toBe(true);
    expect(holds(all, {})).toBe(true);
  });
});

const negations = operators.flatMap(([operator, ...rest]) => {
  const negation = negated[operator];
  return negation === undefined ? [] : [[negation, ...rest] as const];
});

describe.each(negations)('%s %s', (negation, policy, matching, other) => {
  it('holds where no value matches, and without the key', () => {
    const not = { [negation]: { 'x:Key': policy } };
    expect(holds(not, { 'x:Key': matching })).toBe(false);
    expect(holds(not, { 'x:Key': other })).toBe(true);
    expect(holds(not, { 'x:Key': [other, matching] })).toBe(false);
    expect(holds(not, { 'x:Key': [other, other] })).toBe(true);
    expect(holds(not, {})).toBe(true);
    expect(holds({ [negation]: { 'x:Key': ['-', policy] } }, { 'x:Key': matching })).toBe(false);
  });

  it('takes quantifiers', () => {
    const any = { [`ForAnyValue:${negation}`]: { 'x:Key': policy } };
    const all = { [`ForAllValues:${negation}`]: { 'x:Key': policy } };
    expect(holds(any, { 'x:Key': [other, matching] })).toBe(true);
    expect(holds(any, { 'x:Key': [matching] })).toBe(false);
    expect(holds(any, {})).toBe(false);
    expect(holds(all, { 'x:Key': [other, matching] })).toBe(false);
    expect(holds(all, { 'x:Key': [other] })).toBe(true);
    expect(holds(all, {})).toBe(true);
  });
});

describe('compileConditions', () => {
  it('wants every operator and every key to hold', () => {
    const condition = { StringEquals: { a: '1', b: '2' }, Bool: { c: true } };
    expect(holds(condition, { a: '1', b: '2', c: 'true' })).toBe(true);
    expect(holds(condition, { a: '1', b: '3', c: 'true' })).toBe(false);
    expect(holds(condition, { a: '1', b: '2', c: 'false' })).toBe(false);
    expect(holds(undefined, {})).toBe(true);
  });

  it('takes numbers and booleans for their text, and keys in any case', () => {
    expect(holds({ NumericLessThan: { 'S3:Max-Keys': 10 } }, { 's3:max-keys': '9' })).toBe(true);
    expect(holds({ Bool: { 'AWS:SECURETRANSPORT': false } }, { 'aws:SecureTransport': 'false' })).toBe(true);
  });

  it.each([
    ['true', undefined, true],
    ['true', 'x', false],
    ['false', 'x', true],
    ['False', 'x', true],
    ['false', undefined, false],
    ['true', [], true],
  ])('Null %s on %j: %s', (wanted, value, expected) => {
    expect(holds({ Null: { 'x:Key': wanted } }, value === undefined ? {} : { 'x:Key': value })).toBe(expected);
  });

  it('matches no invalid network', () => {
    expect(holds({ IpAddress: { ip: '10.0.0.0/33' } }, { ip: '10.0.0.0' })).toBe(false);
    expect(holds({ IpAddress: { ip: '10.0.0.0/x' } }, { ip: '10.0.0.0' })).toBe(false);
    expect(holds({ IpAddress: { ip: 'everywhere' } }, { ip: '10.0.0.0' })).toBe(false);
    expect(holds({ IpAddress: { ip: '2001:db8::/64' } }, { ip: '2001:db8::9' })).toBe(true);
    expect(holds({ IpAddress: { ip: '2001:db8::/129' } }, { ip: '2001:db8::' })).toBe(false);
  });

  it('replaces variables in strings and ARNs, colons in their names included', () => {
    const values = { 'aws:username': 'ann', tag: 'ann', arn: 'arn:aws:iam::1:user/ann' };
    expect(holds({ StringEquals: { tag: '${aws:username}' } }, values)).toBe(true);
    expect(holds({ StringEqualsIgnoreCase: { tag: '${aws:username}' } }, values)).toBe(true);
    expect(holds({ StringLike: { tag: '${aws:username}*' } }, values)).toBe(true);
    expect(holds({ ArnLike: { arn: 'arn:aws:iam::1:user/${aws:username}' } }, values)).toBe(true);
    expect(holds({ ArnLike: { arn: 'arn:aws:iam::1:user/${aws:username}' } }, { ...values, 'aws:username': 'bob' })).toBe(false);
    expect(holds({ StringEquals: { tag: '${aws:username}' } }, values, false)).toBe(false);
    expect(holds({ StringNotEquals: { tag: '${aws:missing}' } }, values)).toBe(true);
  });
});

describe('checkConditionBlock', () => {
  it.each([
    { StringEquals: { a: 'x' } },
    { 'ForAnyValue:StringLikeIfExists': { a: ['x', 'y'] } },
    { 'ForAllValues:StringEquals': { a: [] } },
    { Null: { a: true } },
    { NumericEquals: { a: 1 } },
    {},
  ])('accepts %j', (block) => {
    expect(() => {
      checkConditionBlock(block);
    }).not.toThrow();
  });

  it.each([
    { StringEqual: { a: 'x' } },
    { stringequals: { a: 'x' } },
    { 'ForSomeValue:StringEquals': { a: 'x' } },
    { 'ForAnyValue::StringEquals': { a: 'x' } },
    { 'xForAnyValue:StringEquals': { a: 'x' } },
    { 'StringEqualsIfExists ': { a: 'x' } },
    { NullIfExists: { a: 'true' } },
    { 'ForAnyValue:Null': { a: 'true' } },
    { '': { a: 'x' } },
    { StringEquals: 'a' },
    { StringEquals: null },
    { StringEquals: ['a'] },
    { StringEquals: { a: {} } },
    { StringEquals: { a: [{}] } },
    { StringEquals: { a: null } },
  ])('refuses %j', (block) => {
    expect(() => {
      checkConditionBlock(block);
    }).toThrow(new PolicyProblem('Syntax errors in policy.'));
  });

  it('never evaluates an operator that nobody checked', () => {
    expect(() => holds({ StringEqual: { a: 'x' } }, {})).toThrow('Syntax errors in policy.');
  });
});

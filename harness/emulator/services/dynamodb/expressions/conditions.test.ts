import { describe, expect, it } from 'vitest';
import { readItem } from '../values/read-value.ts';
import { evaluateCondition } from './evaluate-condition.ts';
import { readExpressions } from './request-expressions.ts';

const item = readItem({
  s: { S: 'hello' },
  n: { N: '10' },
  b: { B: Uint8Array.from([1, 2, 3]) },
  t: { BOOL: true },
  nil: { NULL: true },
  ss: { SS: ['a', 'b'] },
  ns: { NS: ['1', '2.0'] },
  l: { L: [{ S: 'x' }, { N: '7' }, { L: [{ S: 'deep' }] }] },
  m: { M: { nested: { M: { leaf: { N: '3' } } }, list: { L: [{ BOOL: false }] } } },
});

const values = {
  ':hel': { S: 'hel' },
  ':ell': { S: 'ell' },
  ':hello': { S: 'hello' },
  ':ten': { N: '1e1' },
  ':one': { N: '1' },
  ':two': { N: '2' },
  ':three': { N: '3' },
  ':twenty': { N: '20' },
  ':a': { S: 'a' },
  ':ba': { SS: ['b', 'a'] },
  ':bytes': { B: Uint8Array.from([1, 2]) },
  ':true': { BOOL: true },
  ':false': { BOOL: false },
  ':null': { NULL: true },
  ':N': { S: 'N' },
  ':seven': { N: '7' },
};

const named = <Value>(all: Readonly<Record<string, Value>>, expression: string): Record<string, Value> =>
  Object.fromEntries(Object.entries(all).filter(([name]) => new RegExp(`${name}(?![A-Za-z0-9_])`).test(expression)));

function holds(ConditionExpression: string): boolean {
  const used = named(values, ConditionExpression);
  const { condition } = readExpressions(
    { ConditionExpression, ...(Object.keys(used).length === 0 ? {} : { ExpressionAttributeValues: used }) },
    ['ConditionExpression'],
  );
  if (condition === undefined) throw new Error('There is a condition.');
  return evaluateCondition(condition, item);
}

const problem = (ConditionExpression: string, names?: Record<string, string>): (() => unknown) => {
  const used = named(values, ConditionExpression);
  const request = {
    ConditionExpression,
    ...(names === undefined ? {} : { ExpressionAttributeNames: names }),
    ...(Object.keys(used).length === 0 ? {} : { ExpressionAttributeValues: used }),
  };
  return () => readExpressions(request, ['ConditionExpression']);
};

describe('a condition', () => {
  it.each<[string, boolean]>([
    ['n = :ten', true],
    ['n <> :ten', false],
    ['n < :twenty and n > :three', true],
    ['n <= :ten AND n >= :ten', true],
    ['s = :ten', false],
    ['s < :ten', false],
    ['absent = :ten', false],
    ['absent <> :ten', true],
    ['absent < :ten', false],
    ['s > absent', false],
    ['ss = :ba', true],
    ['t = :true', true],
    ['t = :false', false],
    ['nil = :null', true],
    ['n BETWEEN :three AND :twenty', true],
    [':ten BETWEEN n AND n', true],
    ['s BETWEEN :a AND :hello', true],
    ['n IN (:three, :ten)', true],
    ['n IN (:three)', false],
    ['NOT n = :ten', false],
    ['NOT NOT n = :ten', true],
    ['n = :three OR n = :ten AND s = :hello', true],
    ['(n = :three OR n = :ten) AND s = :hel', false],
    ['n = :ten OR n = :ten AND n = :three', true],
    ['attribute_exists(m.nested.leaf)', true],
    ['attribute_exists(l[2][0])', true],
    ['attribute_exists(l[3])', false],
    ['attribute_exists(s.part)', false],
    ['attribute_not_exists(absent)', true],
    ['attribute_type(n, :N)', true],
    ['attribute_type(s, :N)', false],
    ['begins_with(s, :hel)', true],
    ['begins_with(s, :ell)', false],
    ['begins_with(b, :bytes)', true],
    ['begins_with(n, :hel)', false],
    ['contains(s, :ell)', true],
    ['contains(ss, :a)', true],
    ['contains(ns, :two)', true],
    ['contains(l, :seven)', true],
    ['contains(b, :bytes)', true],
    ['contains(n, :ten)', false],
    ['size(s) > :three', true],
    ['size(b) = :three', true],
    ['size(ss) = :two', true],
    ['size(l) = :three', true],
    ['size(m) = :two', true],
    ['size(n) = :two', false],
    ['m.nested.leaf = :three', true],
    ['(n) = (:ten)', true],
  ])('%s: %s', (expression, expected) => {
    expect(holds(expression)).toBe(expected);
  });

  it.each<[string, string]>([
    ['', 'The expression can not be empty;'],
    ['n', 'Syntax error; token: "<EOF>", near: "n"'],
    ['n =', 'Syntax error; token: "<EOF>", near: "="'],
    ['n = :ten AND', 'Syntax error; token: "<EOF>", near: "AND"'],
    ['n = = :ten', 'Syntax error; token: "=", near: "= = :ten"'],
    ['n & :ten', 'Syntax error; token: "&", near: "n & :ten"'],
    ['(n = :ten', 'Syntax error; token: "<EOF>", near: ":ten"'],
    ['n IN ()', 'Syntax error; token: ")", near: "()"'],
    ['n BETWEEN :three OR :ten', 'Syntax error; token: "OR", near: ":three OR :ten"'],
    ['l[a] = :ten', 'Syntax error; token: "a", near: "[a]"'],
    ['((n = :ten))', 'The expression has redundant parentheses;'],
    ['size = :ten', 'Attribute name is a reserved keyword; reserved keyword: size'],
    ['m.Status = :ten', 'Attribute name is a reserved keyword; reserved keyword: Status'],
    ['exists(n)', 'Invalid function name; function: exists'],
    ['n = if_not_exists(n, :ten)', 'The function is not allowed in a condition expression; function: if_not_exists'],
    [`${'NOT '.repeat(299)}n = :ten AND n = :ten`, 'The expression contains too many operators; operator count: 301'],
    [`${'('.repeat(2000)}n = :ten`, 'The expression contains too many nested parentheses, functions or operators;'],
    [`m${'.x'.repeat(32)} = :ten`, 'The document path has too many nesting levels; nesting levels: 33'],
    ['l[99999999999] = :ten', 'List index is not within the allowable range; index: [99999999999]'],
    ['size(n)', 'The function is not allowed to be used this way in an expression; function: size'],
    ['attribute_exists(n) = :true', 'The function is not allowed to be used this way in an expression; function: attribute_exists'],
    ['contains(n)', 'Incorrect number of operands for operator or function; operator or function: contains, number of operands: 1'],
    ['attribute_exists(:ten)', 'Operator or function requires a document path; operator or function: attribute_exists'],
    ['begins_with(s, :ten)', 'Incorrect operand type for operator or function; operator or function: begins_with, operand type: N'],
    ['s < :true', 'Incorrect operand type for operator or function; operator: <, operand type: BOOL'],
    ['size(:ten) = :ten', 'Incorrect operand type for operator or function; operator or function: size, operand type: N'],
    ['attribute_type(s, :hel)', 'Invalid attribute type name found; type: hel, valid types: {B,NULL,SS,BOOL,L,BS,N,NS,S,M}'],
    [
      'n = n',
      'The first operand must be distinct from the remaining operands for this operator or function; operator: =, first operand: [n]',
    ],
    ['n = :unknown', 'An expression attribute value used in expression is not defined; attribute value: :unknown'],
    ['#unknown = :ten', 'An expression attribute name used in the document path is not defined; attribute name: #unknown'],
    [
      'n BETWEEN :ten AND :three',
      'The BETWEEN operator requires upper bound to be greater than or equal to lower bound; lower bound operand: AttributeValue: {N:10}, upper bound operand: AttributeValue: {N:3}',
    ],
    [
      'n BETWEEN :ten AND :a',
      'The BETWEEN operator requires same data type for lower and upper bounds; lower bound operand: AttributeValue: {N:10}, upper bound operand: AttributeValue: {S:a}',
    ],
  ])('%j is refused: %s', (expression, message) => {
    expect(problem(expression)).toThrow(`Invalid ConditionExpression: ${message}`);
  });

  it('says first what is wrong with its syntax, whatever else is', () => {
    expect(problem('size = :ten AND')).toThrow('Syntax error');
    expect(problem('size = :unknown')).toThrow('reserved keyword');
  });

  it('uses every name and value that comes with it', () => {
    expect(problem('n = :ten', { '#unused': 'x' })).toThrow(
      'Value provided in ExpressionAttributeNames unused in expressions: keys: {#unused}',
    );
    expect(problem('#a = :ten', { '#a': 'size' })).not.toThrow();
    expect(problem('n = :ten', {})).toThrow('ExpressionAttributeNames must not be empty');
    expect(problem('n = :ten', { bad: 'x' })).toThrow('ExpressionAttributeNames contains invalid key: Syntax error; key: "bad"');
    expect(() => readExpressions({ ExpressionAttributeValues: { ':a': { S: 'a' } } }, ['ConditionExpression'])).toThrow(
      'ExpressionAttributeValues can only be specified when using expressions: ConditionExpression is null',
    );
  });
});

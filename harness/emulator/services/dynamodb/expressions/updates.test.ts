import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { describe, expect, it } from 'vitest';
import { readItem } from '../values/read-value.ts';
import { showItem } from '../values/show-value.ts';
import { applyUpdate } from './apply-update.ts';
import { readExpressions } from './request-expressions.ts';

const before: Record<string, AttributeValue> = {
  n: { N: '10' },
  l: { L: [{ S: '0' }, { S: '1' }, { S: '2' }] },
  m: { M: { x: { N: '1' }, y: { N: '2' } } },
  ss: { SS: ['a', 'b'] },
};

const values: Record<string, AttributeValue> = {
  ':one': { N: '1' },
  ':half': { N: '0.5' },
  ':s': { S: 's' },
  ':list': { L: [{ S: 'new' }] },
  ':bc': { SS: ['b', 'c'] },
  ':ab': { SS: ['a', 'b'] },
  ':ns': { NS: ['1'] },
  ':map': { M: {} },
};

function updated(UpdateExpression: string): Record<string, AttributeValue> {
  const used = Object.entries(values).filter(([name]) => new RegExp(`${name}(?![A-Za-z0-9_])`).test(UpdateExpression));
  const { update = [] } = readExpressions(
    { UpdateExpression, ...(used.length === 0 ? {} : { ExpressionAttributeValues: Object.fromEntries(used) }) },
    ['UpdateExpression', 'ConditionExpression'],
  );
  return showItem(applyUpdate(readItem(before), update));
}

describe('an update', () => {
  it.each<[string, Record<string, AttributeValue>]>([
    ['SET n = :s', { n: { S: 's' } }],
    ['SET n = n + :half', { n: { N: '10.5' } }],
    ['SET n = :one - n', { n: { N: '-9' } }],
    ['SET n = if_not_exists(n, :one) + :one', { n: { N: '11' } }],
    ['SET fresh = if_not_exists(fresh, :one) + :one', { fresh: { N: '2' } }],
    ['SET fresh = m.x', { fresh: { N: '1' } }],
    ['SET m.x = m.y, m.y = m.x', { m: { M: { x: { N: '2' }, y: { N: '1' } } } }],
    ['SET m.z = :map', { m: { M: { x: { N: '1' }, y: { N: '2' }, z: { M: {} } } } }],
    ['SET l[1] = :s', { l: { L: [{ S: '0' }, { S: 's' }, { S: '2' }] } }],
    ['SET l[9] = :s', { l: { L: [{ S: '0' }, { S: '1' }, { S: '2' }, { S: 's' }] } }],
    ['SET l[9] = :s, l[7] = :one', { l: { L: [{ S: '0' }, { S: '1' }, { S: '2' }, { N: '1' }, { S: 's' }] } }],
    ['SET l = list_append(l, :list)', { l: { L: [{ S: '0' }, { S: '1' }, { S: '2' }, { S: 'new' }] } }],
    ['SET l = list_append(:list, l)', { l: { L: [{ S: 'new' }, { S: '0' }, { S: '1' }, { S: '2' }] } }],
    ['SET fresh = if_not_exists(fresh, if_not_exists(n, :one))', { fresh: { N: '10' } }],
    ['SET fresh = list_append(if_not_exists(fresh, :list), :list)', { fresh: { L: [{ S: 'new' }, { S: 'new' }] } }],
    ['REMOVE l[0], l[2]', { l: { L: [{ S: '1' }] } }],
    ['REMOVE m.x', { m: { M: { y: { N: '2' } } } }],
    ['REMOVE absent', {}],
    ['ADD n :one, fresh :half', { n: { N: '11' }, fresh: { N: '0.5' } }],
    ['ADD ss :bc', { ss: { SS: ['a', 'b', 'c'] } }],
    ['ADD fresh :bc', { fresh: { SS: ['b', 'c'] } }],
    ['DELETE ss :bc', { ss: { SS: ['a'] } }],
    ['DELETE absent :bc', {}],
    ['set n = :s remove m.x', { n: { S: 's' }, m: { M: { y: { N: '2' } } } }],
  ])('%s', (expression, changes) => {
    expect(updated(expression)).toEqual({ ...before, ...changes });
  });

  it.each(['REMOVE n', 'DELETE ss :ab'])('%s takes the attribute away', (expression) => {
    const gone = expression.startsWith('REMOVE') ? 'n' : 'ss';
    expect(updated(expression)).toEqual(Object.fromEntries(Object.entries(before).filter(([name]) => name !== gone)));
  });

  it.each<[string, string]>([
    ['', 'The expression can not be empty;'],
    ['CHANGE n = :one', 'Syntax error; token: "CHANGE", near: "CHANGE n"'],
    ['SET n', 'Syntax error; token: "<EOF>", near: "n"'],
    ['SET n = n + n + n', 'Syntax error; token: "+", near: "n + n"'],
    ['SET n = :one, ', 'Syntax error; token: "<EOF>", near: ","'],
    ['ADD n n', 'Syntax error; token: "n", near: "n n"'],
    ['SET n = :one SET ss = :one', 'The "SET" section can only be used once in an update expression;'],
    [
      'SET n = :one REMOVE n',
      'Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [n], path two: [n]',
    ],
    [
      'SET m.x = :one, m[0] = :one',
      'Two document paths conflict with each other; must remove or rewrite one of these paths; path one: [m, x], path two: [m, [0]]',
    ],
    ['SET n = plus(n, :one)', 'Invalid function name; function: plus'],
    ['SET _n = :one', 'Syntax error; token: "_", near: "SET _n"'],
    ['SET n = size(n)', 'The function is not allowed in an update expression; function: size'],
    [
      'SET l = list_append(list_append(l, :list), :list)',
      'The function is not allowed to be used this way in an expression; function: list_append',
    ],
    [`SET n = :one${' '.repeat(4090)}`, 'Expression size has exceeded the maximum allowed size; expression size: 4102'],
    ['SET n = if_not_exists(:one, :one)', 'Operator or function requires a document path; operator or function: if_not_exists'],
    [
      'SET n = if_not_exists(n)',
      'Incorrect number of operands for operator or function; operator or function: if_not_exists, number of operands: 1',
    ],
    ['SET n = n + :s', 'Incorrect operand type for operator or function; operator or function: +, operand type: S'],
    ['SET l = list_append(l, :s)', 'Incorrect operand type for operator or function; operator or function: list_append, operand type: S'],
    ['ADD n :s', 'Incorrect operand type for operator or function; operator: ADD, operand type: STRING'],
    ['DELETE n :one', 'Incorrect operand type for operator or function; operator: DELETE, operand type: NUMBER'],
  ])('%j is refused: %s', (expression, message) => {
    expect(() => updated(expression)).toThrow(`Invalid UpdateExpression: ${message}`);
  });

  it.each<[string, string]>([
    ['SET n = absent', 'The provided expression refers to an attribute that does not exist in the item'],
    ['SET n = ss + :one', 'An operand in the update expression has an incorrect data type'],
    ['SET n = list_append(n, :list)', 'An operand in the update expression has an incorrect data type'],
    ['ADD ss :one', 'An operand in the update expression has an incorrect data type'],
    ['ADD ss :ns', 'An operand in the update expression has an incorrect data type'],
    ['DELETE n :bc', 'An operand in the update expression has an incorrect data type'],
    ['SET absent.x = :one', 'The document path provided in the update expression is invalid for update'],
    ['SET n.x = :one', 'The document path provided in the update expression is invalid for update'],
    ['SET m[0] = :one', 'The document path provided in the update expression is invalid for update'],
    ['REMOVE absent.x', 'The document path provided in the update expression is invalid for update'],
  ])('%s does not fit the item: %s', (expression, message) => {
    expect(() => updated(expression)).toThrow(message);
  });
});

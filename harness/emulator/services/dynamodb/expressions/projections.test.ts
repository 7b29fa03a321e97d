import { describe, expect, it } from 'vitest';
import type { Item } from '../values/value.ts';
import { project } from './project.ts';
import { readExpressions } from './request-expressions.ts';

const item: Item = {
  a: { S: '1' },
  l: { L: [{ S: '0' }, { M: { x: { N: '1' }, y: { N: '2' } } }, { S: '2' }] },
  m: { M: { x: { M: { deep: { N: '1' }, more: { N: '2' } } }, y: { N: '3' } } },
};

const projected = (ProjectionExpression: string): Item => {
  const { projection = [] } = readExpressions({ ProjectionExpression }, ['ProjectionExpression']);
  return project(item, projection);
};

describe('a projection', () => {
  it.each<[string, Item]>([
    ['a', { a: { S: '1' } }],
    ['absent', {}],
    ['a, absent.x, l[9]', { a: { S: '1' } }],
    ['m.x.deep', { m: { M: { x: { M: { deep: { N: '1' } } } } } }],
    ['m.y, m.x.more', { m: { M: { y: { N: '3' }, x: { M: { more: { N: '2' } } } } } }],
    ['l[2], l[0]', { l: { L: [{ S: '0' }, { S: '2' }] } }],
    ['l[1].y', { l: { L: [{ M: { y: { N: '2' } } }] } }],
    ['a.x', {}],
  ])('of %s', (expression, expected) => {
    expect(projected(expression)).toEqual(expected);
  });

  it.each<[string, string]>([
    ['a,', 'Syntax error; token: "<EOF>", near: ","'],
    ['a b', 'Syntax error; token: "b", near: "a b"'],
    ['a, a', 'Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [a], path two: [a]'],
    ['m.x, m.x.deep', 'Two document paths overlap'],
    [':a', 'Syntax error; token: ":a", near: ":a"'],
  ])('%j is refused: %s', (expression, message) => {
    expect(() => projected(expression)).toThrow(`Invalid ProjectionExpression: ${message}`);
  });
});

import { describe, expect, it } from 'vitest';
import { readYaml } from './read-yaml.ts';

describe("CloudFormation's short forms", () => {
  it.each([
    ['!Ref Name', { Ref: 'Name' }],
    ['!Sub "${A}-b"', { 'Fn::Sub': '${A}-b' }],
    ['!GetAtt Role.Arn', { 'Fn::GetAtt': ['Role', 'Arn'] }],
    ['!GetAtt [Role, Arn]', { 'Fn::GetAtt': ['Role', 'Arn'] }],
    ['!If [Big, !Ref A, { b: 1 }]', { 'Fn::If': ['Big', { Ref: 'A' }, { b: 1 }] }],
    ['!Condition Big', { Condition: 'Big' }],
    ['true', true],
    ['null', null],
  ])('%s', (text, data) => {
    expect(readYaml(`a: ${text}`).data).toEqual({ a: data });
  });
});

it('reads JSON, anchors, and what refers to itself', () => {
  expect(readYaml('{"a": [1, "x"]}').data).toEqual({ a: [1, 'x'] });
  expect(readYaml('a: &x { b: 1 }\nc: *x').data).toEqual({ a: { b: 1 }, c: { b: 1 } });
  expect(readYaml('a: &x\n  b: *x').data).toEqual({ a: { b: { b: null } } });
});

it('knows the line of each key and item, also within a short form, and of the nearest above', () => {
  const { lineOf } = readYaml('a:\n  - b: 1\n  - c: 2\nd: !If\n  - X\n  - e: 1\n');
  expect(lineOf(['a', 1, 'c'])).toBe(3);
  expect(lineOf(['d', 'Fn::If', 1, 'e'])).toBe(6);
  expect(lineOf(['a', 0, 'none', 'deeper'])).toBe(2);
  expect(lineOf([])).toBe(1);
});

it('says on which line it stops being YAML', () => {
  expect(() => readYaml('a: 1\nb: [')).toThrow(/^line \d: /);
});

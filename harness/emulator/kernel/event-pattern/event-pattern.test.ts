import { describe, expect, it } from 'vitest';
import { compilePattern } from './compile-pattern.ts';
import { PatternProblem } from './pattern-problem.ts';

const matches = (pattern: unknown, event: unknown): boolean => compilePattern(JSON.stringify(pattern))(event);

describe('an event pattern', () => {
  it.each<[string, unknown, readonly unknown[], readonly unknown[]]>([
    ['an exact value', ['x', 7, null, true], ['x', 7, 7.0, null, true, ['y', 'x']], ['X', '7', 'null', false, [], { x: 1 }]],
    ['a prefix', [{ prefix: 'eu-' }], ['eu-central-1'], ['us-east-1', 'EU-west-1', 7]],
    ['a prefix of any case', [{ prefix: { 'equals-ignore-case': 'EU-' } }], ['eu-central-1', 'Eu-x'], ['us']],
    ['a suffix', [{ suffix: '.png' }], ['a.png'], ['a.PNG', 'png']],
    ['a suffix of any case', [{ suffix: { 'equals-ignore-case': '.PNG' } }], ['a.png', 'a.PNG'], ['a.jpg']],
    ['any case', [{ 'equals-ignore-case': 'Alice' }], ['ALICE', 'alice'], ['alic']],
    ['anything but a value', [{ 'anything-but': 'a' }], ['b', 7], ['a']],
    ['anything but numbers', [{ 'anything-but': [1, 2] }], [3, 'x'], [1, 2]],
    ['anything but a prefix', [{ 'anything-but': { prefix: 'a' } }], ['b', 7], ['ab']],
    ['anything but prefixes', [{ 'anything-but': { prefix: ['a', 'b'] } }], ['c'], ['ab', 'bc']],
    ['anything but a suffix', [{ 'anything-but': { suffix: ['.x', '.y'] } }], ['a.z'], ['a.x', 'a.y']],
    ['anything but in any case', [{ 'anything-but': { 'equals-ignore-case': ['a', 'b'] } }], ['c'], ['A', 'b']],
    ['anything but a wildcard', [{ 'anything-but': { wildcard: '*/lib/*' } }], ['a/src/b'], ['a/lib/b']],
    ['a number', [{ numeric: ['=', 3e2] }], [300, 300.0], ['300', 301]],
    ['a range', [{ numeric: ['>', 0, '<=', 5] }], [0.1, 5], [0, 5.1]],
    ['that it exists', [{ exists: true }], ['x', null, 0, ['x']], [undefined, { a: 1 }, []]],
    ['that it does not', [{ exists: false }], [undefined, []], ['x', null]],
    ['either', ['x', { exists: false }], ['x', undefined], ['y']],
    ['a network', [{ cidr: '10.0.0.0/24' }], ['10.0.0.7'], ['10.0.1.7', '::1', 'x']],
    ['a network of IPv6', [{ cidr: '2001:db8::/32' }], ['2001:db8::7'], ['2001:db9::7', '10.0.0.1']],
    ['a wildcard', [{ wildcard: 'dir/*.p*g' }], ['dir/a.png', 'dir/b/c.pg'], ['dir/a.pn', 'x/dir/a.png', 'dir/.p']],
    ['an escaped wildcard', [{ wildcard: 'a\\*b\\\\*' }], ['a*b\\', 'a*b\\c'], ['axb\\', 'a*b']],
  ])('may ask for %s', (_what, field, good, bad) => {
    expect(good.filter((value) => !matches({ field }, { field: value }))).toEqual([]);
    expect(bad.filter((value) => matches({ field }, { field: value }))).toEqual([]);
  });

  it('asks for all its fields, and of $or for one', () => {
    const pattern = { source: ['s'], detail: { $or: [{ a: [1] }, { b: [{ numeric: ['>', 5] }], c: ['x'] }] } };
    expect(matches(pattern, { source: 's', detail: { a: 1 } })).toBe(true);
    expect(matches(pattern, { source: 's', detail: { b: 6, c: 'x' } })).toBe(true);
    expect(matches(pattern, { source: 's', detail: { b: 6 } })).toBe(false);
    expect(matches(pattern, { source: 't', detail: { a: 1 } })).toBe(false);
  });

  it('is met by one element of an array of objects as a whole', () => {
    const pattern = { items: { name: ['a'], size: [1] } };
    expect(matches(pattern, { items: [{ name: 'a', size: 1 }, { name: 'b' }] })).toBe(true);
    expect(
      matches(pattern, {
        items: [
          { name: 'a', size: 2 },
          { name: 'b', size: 1 },
        ],
      }),
    ).toBe(false);
  });

  it.each([
    ['text that is no JSON', '{'],
    ['a list', '[]'],
    ['an empty object', '{}'],
    ['an empty list', '{"a":[]}'],
    ['a bare value', '{"a":"x"}'],
    ['an operator that is none', '{"a":[{"like":"x"}]}'],
    ['two operators at once', '{"a":[{"prefix":"x","suffix":"y"}]}'],
    ['a numeric range the wrong way round', '{"a":[{"numeric":["<",1,">",0]}]}'],
    ['a network that is none', '{"a":[{"cidr":"10.0.0.0"}]}'],
    ['stars in a row', '{"a":[{"wildcard":"a**"}]}'],
    ['$or with one alternative', '{"$or":[{"a":[1]}]}'],
    ['exists with text', '{"a":[{"exists":"yes"}]}'],
  ])('is refused as %s', (_what, text) => {
    expect(() => compilePattern(text)).toThrow(PatternProblem);
  });

  it('is refused with an operator that the service does not take', () => {
    expect(() => compilePattern('{"a":[{"wildcard":"x*"}]}', new Set(['prefix']))).toThrow(/Unrecognized match type wildcard/);
  });
});

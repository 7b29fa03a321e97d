import { describe, expect, it } from 'vitest';
import { isUnder, matchesFilters } from './filters.ts';
import type { Parameter } from './state.ts';

const parameter: Parameter = { name: '/app/db/user', type: 'String', tags: [{ Key: 'team', Value: 'pay' }], versions: [] };
const all = ['Name', 'Type', 'Path', 'tag:'];

describe('filters of parameters', () => {
  const cases: readonly (readonly [key: string, option: string | undefined, values: string[], matches: boolean])[] = [
    ['Name', undefined, ['/app/db/user'], true],
    ['Name', 'BeginsWith', ['app'], true],
    ['Name', 'Contains', ['db'], true],
    ['Name', 'Contains', ['nothing'], false],
    ['Type', 'Equals', ['SecureString', 'String'], true],
    ['Path', 'OneLevel', ['/app'], false],
    ['Path', 'Recursive', ['/app'], true],
    ['tag:team', undefined, ['pay'], true],
    ['tag:team', undefined, ['other'], false],
  ];

  it.each(cases)('%s %s %j: %s', (Key, Option, Values, matches) => {
    expect(matchesFilters(parameter, [{ Key, Option, Values }], all)).toBe(matches);
  });

  it('that are not known are refused, not passed over', () => {
    expect(() => matchesFilters(parameter, [{ Key: 'Label', Values: ['x'] }], all)).toThrow(/not implemented/);
    expect(() => matchesFilters(parameter, [{ Key: 'Type', Option: 'Contains', Values: ['x'] }], all)).toThrow(/not valid/);
  });

  it('a path holds what is right in it, or all below', () => {
    expect([
      isUnder('/a/b', '/a', false),
      isUnder('/a/b/c', '/a', false),
      isUnder('/a/b/c', '/a/', true),
      isUnder('/ab', '/a', true),
    ]).toEqual([true, false, true, false]);
    expect(isUnder('top', '/', false)).toBe(true);
  });
});

import { describe, expect, it } from 'vitest';
import { NotImplemented } from '../../kernel/not-implemented.ts';
import { filterPattern } from './filter-pattern.ts';

describe('a filter pattern', () => {
  it.each([
    ['', 'anything', true],
    ['ERROR', 'an ERROR here', true],
    ['ERROR', 'an error here', false],
    ['ERROR timeout', 'timeout ERROR', true],
    ['ERROR timeout', 'ERROR only', false],
    ['"two words"', 'these two words', true],
    ['"two words"', 'words two', false],
    ['ERROR -known', 'ERROR new', true],
    ['ERROR -known', 'ERROR known', false],
    ['?ERROR ?WARN', 'a WARN', true],
    ['?ERROR ?WARN', 'an INFO', false],
  ])('%j on %j says %s', (pattern, message, expected) => {
    expect(filterPattern(pattern)(message)).toBe(expected);
  });

  it.each(['{ $.level = "error" }', '[ip, user]', '%ERR[0-9]%', 'a|b'])('%j is refused', (pattern) => {
    expect(() => filterPattern(pattern)).toThrow(NotImplemented);
  });
});

import { describe, expect, it } from 'vitest';
import { defaultPlaceholders, placeholderMap, replacePlaceholders } from './placeholders.ts';

const values = placeholderMap({ tbl: 'foo', Empty: '', nested: '${tbl}', multi: 'a\nb' });

describe('replacePlaceholders', () => {
  it.each([
    ['CREATE TABLE ${tbl};', 'CREATE TABLE foo;'],
    ['${TBL}${tbl}', 'foofoo'],
    ['a${empty}b', 'ab'],
    ['${nested}', '${tbl}'],
    ['${multi}', 'a\nb'],
    ['no $1 here, $tag$ neither', 'no $1 here, $tag$ neither'],
    ['$${tbl}', '$${tbl}'],
    ['$$ ${tbl} $$', '$$ foo $$'],
    ['$', '$'],
  ])('makes %j to %j', (text, expected) => {
    expect(replacePlaceholders(text, values)).toBe(expected);
  });

  it.each([
    ['${nope}', 'No value provided for placeholder: ${nope}.  Check your configuration!'],
    ['${flyway:nope}', 'Failed to populate value for default placeholder: ${flyway:nope}'],
    ['${tbl', 'No value provided for placeholder: ${tb}.  Check your configuration!'],
  ])('refuses %j', (text, message) => {
    expect(() => replacePlaceholders(text, values)).toThrow(message);
  });
});

describe('defaultPlaceholders', () => {
  it("has Flyway's names and its form of a time", () => {
    const now = new Date(2026, 0, 2, 3, 4, 5);
    const given = { defaultSchema: 'public', user: 'u', database: 'd', table: 't', environment: 'e', workingDirectory: '/w', now };
    expect(defaultPlaceholders(given)).toEqual({
      'flyway:defaultSchema': 'public',
      'flyway:user': 'u',
      'flyway:database': 'd',
      'flyway:timestamp': '2026-01-02 03:04:05',
      'flyway:workingDirectory': '/w',
      'flyway:table': 't',
      'flyway:environment': 'e',
    });
  });
});

import { describe, expect, it } from 'vitest';
import { type KnownSecret, secretParts, sharedAmong } from './known-secrets.ts';

describe('what of a stored value is secret', () => {
  it.each([
    ['a plain text is it all', 'correct horse', [{ key: null, value: 'correct horse' }]],
    [
      'of a database secret the password',
      '{"host":"db.example","username":"pay","password":"p4ssw0rd"}',
      [{ key: 'password', value: 'p4ssw0rd' }],
    ],
    [
      'of names that say nothing every member',
      '{"a":"one","b":"two","n":3}',
      [
        { key: 'a', value: 'one' },
        { key: 'b', value: 'two' },
      ],
    ],
    ['a list is a text', '["one"]', [{ key: null, value: '["one"]' }]],
  ])('%s', (_, text, parts) => {
    expect(secretParts(text)).toEqual(parts);
  });
});

describe('values that environments share', () => {
  const of = (environment: string | null, value: string): KnownSecret => ({
    name: `${value} of ${environment ?? 'all'}`,
    environment,
    value,
  });

  it('are those that two environments have', () => {
    expect(sharedAmong([of('dev', 'one'), of('uat', 'one'), of('uat', 'two')])).toEqual([{ names: ['one of dev', 'one of uat'] }]);
  });

  it('are not those that one has twice, nor those of nobody’s', () => {
    expect(sharedAmong([of('dev', 'one'), of('dev', 'one'), of(null, 'two'), of(null, 'two')])).toEqual([]);
  });
});

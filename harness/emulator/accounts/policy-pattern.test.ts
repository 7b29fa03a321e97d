import { describe, expect, it } from 'vitest';
import { compilePattern } from './policy-pattern.ts';
import type { VariableLookup } from './policy-pattern.ts';

const known: Readonly<Record<string, string>> = { 'aws:username': 'ann', 'aws:principaltag/team': 'a*', 'aws:odd': '.+' };
const variables: VariableLookup = (key) => known[key];

const matches = (pattern: string, text: string, options: Partial<Parameters<typeof compilePattern>[1]> = {}): boolean =>
  compilePattern(pattern, { wildcards: true, variables: true, ...options }).matches(text, variables);

describe('compilePattern', () => {
  it.each([
    ['*', '', true],
    ['*', 'anything:at/all', true],
    ['arn:aws:s3:::b/*', 'arn:aws:s3:::b/k/l:m', true],
    ['arn:aws:s3:::b/*', 'arn:aws:s3:::b/', true],
    ['arn:aws:s3:::b/*', 'arn:aws:s3:::b', false],
    ['arn:aws:s3:::b', 'arn:aws:s3:::b', true],
    ['arn:aws:s3:::b', 'arn:aws:s3:::bb', false],
    ['arn:aws:s3:::b', 'xarn:aws:s3:::b', false],
    ['a?c', 'abc', true],
    ['a?c', 'ac', false],
    ['a?c', 'abbc', false],
    ['a*c*e', 'abcde', true],
    ['a*c*e', 'abcd', false],
    ['*z', 'az', true],
    ['*z', 'za', false],
    ['line*end', 'line\nend', true],
    ['a.c', 'abc', false],
    ['a+(b)[c]{d}^$|\\', 'a+(b)[c]{d}^$|\\', true],
    ['a-b/*', 'a-b/c', true],
    ['Case', 'case', false],
    ['', '', true],
    ['', 'x', false],
  ])('%j on %j: %s', (pattern, text, expected) => {
    expect(matches(pattern, text)).toBe(expected);
  });

  it('takes wildcards literally where it has none', () => {
    expect(matches('a*', 'abc', { wildcards: false })).toBe(false);
    expect(matches('a*', 'a*', { wildcards: false })).toBe(true);
    expect(matches('*', 'x', { wildcards: false })).toBe(false);
    expect(matches('?${aws:username}*', '?ann*', { wildcards: false })).toBe(true);
    expect(matches('?${aws:username}*', 'xannx', { wildcards: false })).toBe(false);
  });

  it('ignores case where told so, with wildcards, variables and without', () => {
    expect(matches('s3:Get*', 'S3:GETOBJECT', { ignoreCase: true })).toBe(true);
    expect(matches('s3:GetObject', 'S3:getobject', { ignoreCase: true })).toBe(true);
    expect(matches('X-${aws:username}', 'x-ANN', { ignoreCase: true })).toBe(true);
    expect(matches('s3:GetObject', 'S3:getobjects', { ignoreCase: true })).toBe(false);
  });

  it.each([
    ['home/${aws:username}/*', 'home/ann/a', true],
    ['home/${aws:username}/*', 'home/bob/a', false],
    ['home/${AWS:UserName}', 'home/ann', true],
    ['home/${ aws:username }', 'home/ann', true],
    ['${aws:PrincipalTag/team}', 'a*', true],
    ['${aws:PrincipalTag/team}', 'ab', false],
    ['${aws:odd}', 'xx', false],
    ['${aws:odd}', '.+', true],
    ['home/${aws:missing}', 'home/', false],
    ['home/${aws:missing}', 'home/${aws:missing}', false],
    ["home/${aws:missing, 'nobody'}", 'home/nobody', true],
    ["home/${aws:username, 'nobody'}", 'home/ann', true],
    ["home/${aws:username, 'nobody'}", 'home/nobody', false],
    ['${aws:username}-${aws:username}', 'ann-ann', true],
    ['a${*}b', 'a*b', true],
    ['a${*}b', 'axb', false],
    ['a${?}b', 'a?b', true],
    ['a${?}b', 'axb', false],
    ['a${$}b', 'a$b', true],
    ['a${unclosed', 'a${unclosed', true],
  ])('variables: %j on %j: %s', (pattern, text, expected) => {
    expect(matches(pattern, text)).toBe(expected);
  });

  it('leaves variables as they are where policies have none', () => {
    expect(matches('home/${aws:username}', 'home/ann', { variables: false })).toBe(false);
    expect(matches('home/${aws:username}', 'home/${aws:username}', { variables: false })).toBe(true);
  });
});

import { describe, expect, it } from 'vitest';
import { parseScriptConfig } from './script-config.ts';

describe('parseScriptConfig', () => {
  it('reads what it knows, past comments and blank lines', () => {
    const text = '# why\r\n\r\nexecuteInTransaction = false\nflyway.placeholderReplacement=true';
    expect(parseScriptConfig(text)).toEqual({ executeInTransaction: false, placeholderReplacement: true });
  });

  it.each([
    ['shouldExecute=${env}==dev', 'line 1: shouldExecute is not supported'],
    ['\nencoding=ISO-8859-1', 'line 2: encoding is not supported'],
    ['executeInTransaction=no', 'must be true or false'],
    ['nonsense', 'nonsense is not supported'],
  ])('refuses %j by name', (text, message) => {
    expect(() => parseScriptConfig(text)).toThrow(message);
  });
});

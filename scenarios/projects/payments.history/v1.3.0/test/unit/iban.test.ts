import { describe, expect, it } from 'vitest';
import { isIban, normaliseIban } from '../../src/domain/iban.ts';

describe('an IBAN', () => {
  it.each(['DE89370400440532013000', 'FR1420041010050500013M02606', 'GB82WEST12345698765432', 'NL91ABNA0417164300'])(
    '%s is one',
    (text) => {
      expect(isIban(text)).toBe(true);
    },
  );

  it.each([
    ['89DE370400440532013000', 'it has no country'],
    ['DE89', 'it is too short'],
    ['', 'it is empty'],
  ])('%j is none: %s', (text) => {
    expect(isIban(text)).toBe(false);
  });

  it('is the same in groups of four and in small letters', () => {
    expect(normaliseIban('gb82 west 1234 5698 7654 32')).toBe('GB82WEST12345698765432');
  });
});

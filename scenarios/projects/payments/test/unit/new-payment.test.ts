import { describe, expect, it } from 'vitest';
import { readNewPayment } from '../../src/domain/new-payment.ts';
import { iban, validPayment } from '../api.ts';

const limits = { maxAmount: 100_000 };
const read = (changes: Readonly<Record<string, unknown>>) => readNewPayment({ ...validPayment, ...changes }, limits);

describe('a new payment', () => {
  it('is taken as it is when all of it is right', () => {
    expect(readNewPayment(validPayment, limits)).toEqual({ kind: 'valid', payment: validPayment });
  });

  it('needs no reference', () => {
    expect(read({ reference: undefined })).toEqual({ kind: 'valid', payment: { ...validPayment, reference: null } });
  });

  it('may write its accounts as they are printed', () => {
    expect(read({ debtor: 'de89 3704 0044 0532 0130 00' })).toEqual({ kind: 'valid', payment: validPayment });
  });

  it.each([
    ['amount', '1250', 'must be a whole number of minor units'],
    ['amount', 12.5, 'must be a whole number of minor units'],
    ['amount', 0, 'must be at least 1'],
    ['amount', 100_001, 'must be at most 100000'],
    ['currency', 'EURO', 'must be a currency code of ISO 4217'],
    ['currency', undefined, 'must be a currency code of ISO 4217'],
    ['debtor', 'DE00', 'must be an IBAN'],
    ['debtor', 42, 'must be an IBAN'],
    ['creditor', undefined, 'must be an IBAN'],
    ['creditor', iban.alice, 'must be another account than debtor'],
    ['reference', '', 'must be text'],
    ['reference', 'x'.repeat(141), 'must have at most 140 characters'],
  ])('refuses %s %j', (field, value, message) => {
    expect(read({ [field]: value })).toEqual({ kind: 'invalid', errors: [{ field, message }] });
  });

  it('names everything that is wrong at once', () => {
    const result = readNewPayment({}, limits);
    expect(result.kind === 'invalid' && result.errors.map((error) => error.field)).toEqual(['amount', 'currency', 'debtor', 'creditor']);
  });

  it.each([[null], ['text'], [[validPayment]]])('refuses the body %j', (body) => {
    expect(readNewPayment(body, limits)).toEqual({ kind: 'invalid', errors: [{ field: '', message: 'must be a JSON object' }] });
  });
});

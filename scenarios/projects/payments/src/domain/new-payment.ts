import { currencies } from './currencies.ts';
import { isIban, normaliseIban } from './iban.ts';
import type { NewPayment } from './payment.ts';

export interface FieldError {
  readonly field: string;
  readonly message: string;
}

export type ReadPayment =
  { readonly kind: 'valid'; readonly payment: NewPayment } | { readonly kind: 'invalid'; readonly errors: readonly FieldError[] };

/** What fits on a bank statement (SEPA's remittance information). */
const longestReference = 140;

export function readNewPayment(body: unknown, limits: { readonly maxAmount: number }): ReadPayment {
  if (!isRecord(body)) return { kind: 'invalid', errors: [{ field: '', message: 'must be a JSON object' }] };
  const payment = {
    amount: body['amount'],
    currency: body['currency'],
    debtor: account(body['debtor']),
    creditor: account(body['creditor']),
    reference: body['reference'] ?? null,
  };
  const errors = [
    ...check('amount', amountProblem(payment.amount, limits.maxAmount)),
    ...check('currency', currencyProblem(payment.currency)),
    ...check('debtor', accountProblem(payment.debtor)),
    ...check(
      'creditor',
      accountProblem(payment.creditor) ?? (payment.creditor === payment.debtor ? 'must be another account than debtor' : undefined),
    ),
    ...check('reference', referenceProblem(payment.reference)),
  ];
  return errors.length > 0 ? { kind: 'invalid', errors } : { kind: 'valid', payment: payment as NewPayment };
}

function check(field: string, message: string | undefined): FieldError[] {
  return message === undefined ? [] : [{ field, message }];
}

function amountProblem(amount: unknown, maxAmount: number): string | undefined {
  if (typeof amount !== 'number' || !Number.isSafeInteger(amount)) return 'must be a whole number of minor units';
  if (amount < 1) return 'must be at least 1';
  if (amount > maxAmount) return `must be at most ${maxAmount}`;
  return undefined;
}

function currencyProblem(currency: unknown): string | undefined {
  return typeof currency === 'string' && currencies.has(currency) ? undefined : 'must be a currency code of ISO 4217';
}

function account(value: unknown): unknown {
  return typeof value === 'string' ? normaliseIban(value) : value;
}

function accountProblem(value: unknown): string | undefined {
  return typeof value === 'string' && isIban(value) ? undefined : 'must be an IBAN';
}

function referenceProblem(reference: unknown): string | undefined {
  if (reference === null) return undefined;
  if (typeof reference !== 'string' || reference === '') return 'must be text';
  if (reference.length > longestReference) return `must have at most ${longestReference} characters`;
  return undefined;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

import type { FieldError } from '../domain/new-payment.ts';
import type { HttpResponse } from './function-url.ts';

const titles = {
  'invalid-payment': { status: 422, title: 'The payment is not valid.' },
  'malformed-body': { status: 400, title: 'The body is not JSON.' },
  'invalid-idempotency-key': { status: 400, title: 'The idempotency key is not valid.' },
  'idempotency-key-reused': { status: 422, title: 'The idempotency key belongs to another payment.' },
  'payment-not-found': { status: 404, title: 'There is no such payment.' },
  'route-not-found': { status: 404, title: 'There is nothing here.' },
  'method-not-allowed': { status: 405, title: 'This method is not allowed here.' },
  'internal-error': { status: 500, title: 'The payment service could not answer.' },
} as const;

export type ProblemKind = keyof typeof titles;

/** RFC 9457. */
export function problem(kind: ProblemKind, errors: readonly FieldError[] = []): HttpResponse {
  const { status, title } = titles[kind];
  return {
    statusCode: status,
    headers: { 'content-type': 'application/problem+json' },
    body: JSON.stringify({ type: `/problems/${kind}`, title, status, ...(errors.length > 0 && { errors }) }),
  };
}

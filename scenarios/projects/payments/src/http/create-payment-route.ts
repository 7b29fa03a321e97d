import { readNewPayment } from '../domain/new-payment.ts';
import { sameInstruction } from '../domain/payment.ts';
import { type HttpEvent, type HttpResponse, json, readJson } from './function-url.ts';
import { problem } from './problem.ts';
import type { Context, Route } from './serve.ts';

export const createPaymentRoute: Route = { service: 'create-payment', method: 'POST', path: /^\/payments$/, answer: createPayment };

async function createPayment(event: HttpEvent, { config, store, log }: Context): Promise<HttpResponse> {
  const idempotencyKey = event.headers['idempotency-key'] ?? null;
  if (idempotencyKey !== null && !/^[\x21-\x7e]{1,255}$/.test(idempotencyKey)) return problem('invalid-idempotency-key');

  const body = readJson(event);
  if (body === undefined) return problem('malformed-body');
  const read = readNewPayment(body, config);
  if (read.kind === 'invalid') return problem('invalid-payment', read.errors);

  const { payment, replayed } = await store.create(read.payment, idempotencyKey);
  if (replayed && !sameInstruction(payment, read.payment)) return problem('idempotency-key-reused');
  if (replayed) return json(200, payment, { 'idempotent-replayed': 'true' });
  log('info', 'payment accepted', { paymentId: payment.id, currency: payment.currency });
  return json(201, payment, { location: `/payments/${payment.id}` });
}

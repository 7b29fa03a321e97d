import { describe, expect, it } from 'vitest';
import { createPaymentRoute } from '../../src/http/create-payment-route.ts';
import { serve } from '../../src/http/serve.ts';
import { validPayment } from '../api.ts';
import { config, memoryStore, request } from './fakes.ts';

function service() {
  const store = memoryStore();
  const logged: string[] = [];
  const handler = serve(createPaymentRoute, { config, store, log: (_level, message) => logged.push(message) });
  const post = (body: unknown, idempotencyKey?: string) =>
    handler(request('POST', '/payments', body, { 'idempotency-key': idempotencyKey }));
  return { store, logged, handler, post };
}

describe('POST /payments', () => {
  it('accepts a payment and says where it is', async () => {
    const { post, store, logged } = service();
    const response = await post(validPayment);
    const [payment] = [...store.payments.values()];
    expect(response.statusCode).toBe(201);
    expect(response.headers['location']).toBe(`/payments/${payment?.id}`);
    expect(JSON.parse(response.body)).toEqual(payment);
    expect(logged).toEqual(['payment accepted', 'request']);
  });

  it('makes one payment of two requests with the same key', async () => {
    const { post, store } = service();
    const first = await post(validPayment, 'order-1');
    const second = await post(validPayment, 'order-1');
    expect(second.statusCode).toBe(200);
    expect(second.headers['idempotent-replayed']).toBe('true');
    expect(second.body).toBe(first.body);
    expect(store.payments.size).toBe(1);
  });

  it.each([
    ['another payment under a key that is taken', { ...validPayment, amount: 99 }, 'order-1', 422, 'idempotency-key-reused'],
    ['a key that is no text of ours', validPayment, 'order 1', 400, 'invalid-idempotency-key'],
    ['a body that is no JSON', '{', undefined, 400, 'malformed-body'],
    ['an amount over the limit', { ...validPayment, amount: 200_000 }, undefined, 422, 'invalid-payment'],
  ])('refuses %s', async (_what, body, key, status, kind) => {
    const { post } = service();
    await post(validPayment, 'order-1');
    const response = await post(body, key);
    expect(response.statusCode).toBe(status);
    expect(response.headers['content-type']).toBe('application/problem+json');
    expect(JSON.parse(response.body)).toMatchObject({ type: `/problems/${kind}`, status });
  });

  it('reads a body that came as base64', async () => {
    const { handler } = service();
    const event = request('POST', '/payments', Buffer.from(JSON.stringify(validPayment)).toString('base64'));
    expect((await handler({ ...event, isBase64Encoded: true })).statusCode).toBe(201);
  });
});

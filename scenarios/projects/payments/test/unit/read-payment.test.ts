import { describe, expect, it } from 'vitest';
import { readPaymentRoute } from '../../src/http/read-payment-route.ts';
import { serve } from '../../src/http/serve.ts';
import { validPayment } from '../api.ts';
import { config, memoryStore, request } from './fakes.ts';

const quiet = () => {};

describe('GET /payments/{id}', () => {
  it('tells what is known of a payment', async () => {
    const store = memoryStore();
    const { payment } = await store.create(validPayment, null);
    const response = await serve(readPaymentRoute, { config, store, log: quiet })(request('GET', `/payments/${payment.id}`));
    expect(response.statusCode).toBe(200);
    expect(JSON.parse(response.body)).toEqual(payment);
  });

  it.each([
    ['GET', '/payments/00000000-0000-4000-8000-000000000009', 404, 'payment-not-found'],
    ['GET', '/payments/not-an-id', 404, 'payment-not-found'],
    ['GET', '/refunds', 404, 'route-not-found'],
    ['DELETE', '/payments/00000000-0000-4000-8000-000000000009', 405, 'method-not-allowed'],
  ])('answers %s %s with %i', async (method, path, status, kind) => {
    const response = await serve(readPaymentRoute, { config, store: memoryStore(), log: quiet })(request(method, path));
    expect(JSON.parse(response.body)).toMatchObject({ type: `/problems/${kind}`, status });
    expect(response.statusCode).toBe(status);
  });

  it('tells the log of a surprise, and the caller nothing', async () => {
    const logged: unknown[] = [];
    const store = { ...memoryStore(), find: () => Promise.reject(new Error('no route to 10.0.0.7')) };
    const handler = serve(readPaymentRoute, { config, store, log: (level, _message, fields) => logged.push([level, fields?.['error']]) });
    const response = await handler(request('GET', '/payments/00000000-0000-4000-8000-000000000009'));
    expect(response.statusCode).toBe(500);
    expect(response.body).not.toContain('10.0.0.7');
    expect(logged).toContainEqual(['error', 'Error: no route to 10.0.0.7']);
  });
});

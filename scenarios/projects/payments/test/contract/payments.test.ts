import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createPayment, readHealth, readPayment, send, urlOf, validPayment } from '../api.ts';
import { schema } from './schema.ts';

const json = 'application/json';
const problemJson = 'application/problem+json';

describe('what openapi.yaml promises', () => {
  it('POST /payments answers 201 with a Payment and its place', async () => {
    const { status, headers, body } = await createPayment(validPayment);
    expect([status, headers.get('content-type')]).toEqual([201, json]);
    expect(schema('Payment').parse(body)).toEqual(body);
    expect(headers.get('location')).toBe(`/payments/${String(body['id'])}`);
  });

  it('POST /payments answers 200 with a Payment to a key that it knows', async () => {
    const key = randomUUID();
    await createPayment(validPayment, key);
    const { status, headers, body } = await createPayment(validPayment, key);
    expect([status, headers.get('content-type'), headers.get('idempotent-replayed')]).toEqual([200, json, 'true']);
    expect(schema('Payment').parse(body)).toEqual(body);
  });

  it('GET /payments/{id} answers 200 with a Payment', async () => {
    const created = await createPayment({ ...validPayment, reference: undefined });
    const { status, headers, body } = await readPayment(String(created.body['id']));
    expect([status, headers.get('content-type')]).toEqual([200, json]);
    expect(schema('Payment').parse(body)).toEqual(body);
  });

  it.each([
    ['a payment that is not valid', 422, () => createPayment({ amount: 0 })],
    ['a body that is no JSON', 400, () => createPayment('{')],
    ['a payment that nobody made', 404, () => readPayment(randomUUID())],
    ['a path that nobody serves', 404, () => send(urlOf('read-payment', 'refunds'))],
    ['a method that nobody serves', 405, () => send(urlOf('create-payment', 'payments'), { method: 'PUT' })],
  ])('%s is answered with %i and a Problem', async (_what, expected, act) => {
    const { status, headers, body } = await act();
    expect([status, headers.get('content-type')]).toEqual([expected, problemJson]);
    expect(schema('Problem').parse(body)).toEqual(body);
    expect(body['status']).toBe(expected);
  });

  it.each(['create-payment', 'read-payment'] as const)('GET /health of %s answers 200 with its Health', async (name) => {
    const { status, body } = await readHealth(name);
    expect(status).toBe(200);
    expect(schema('Health').parse(body)).toMatchObject({ service: name, status: 'ok' });
  });
});

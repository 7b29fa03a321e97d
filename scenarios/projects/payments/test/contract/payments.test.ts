import { deepEqual, equal } from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, it } from 'node:test';
import { createPayment, readHealth, readPayment, send, urlOf, validPayment } from '../api.ts';
import { schema } from './schema.ts';

const json = 'application/json';
const problemJson = 'application/problem+json';

describe('what openapi.yaml promises', () => {
  it('POST /payments answers 201 with a Payment and its place', async () => {
    const { status, headers, body } = await createPayment(validPayment);
    deepEqual([status, headers.get('content-type')], [201, json]);
    deepEqual(schema('Payment').parse(body), body);
    equal(headers.get('location'), `/payments/${String(body['id'])}`);
  });

  it('POST /payments answers 200 with a Payment to a key that it knows', async () => {
    const key = randomUUID();
    await createPayment(validPayment, key);
    const { status, headers, body } = await createPayment(validPayment, key);
    deepEqual([status, headers.get('content-type'), headers.get('idempotent-replayed')], [200, json, 'true']);
    deepEqual(schema('Payment').parse(body), body);
  });

  it('GET /payments/{id} answers 200 with a Payment', async () => {
    const created = await createPayment({ ...validPayment, reference: undefined });
    const { status, headers, body } = await readPayment(String(created.body['id']));
    deepEqual([status, headers.get('content-type')], [200, json]);
    deepEqual(schema('Payment').parse(body), body);
  });

  for (const [what, expected, act] of [
    ['a payment that is not valid', 422, () => createPayment({ amount: 0 })],
    ['a body that is no JSON', 400, () => createPayment('{')],
    ['a payment that nobody made', 404, () => readPayment(randomUUID())],
    ['a path that nobody serves', 404, () => send(urlOf('read-payment', 'refunds'))],
    ['a method that nobody serves', 405, () => send(urlOf('create-payment', 'payments'), { method: 'PUT' })],
  ] as const) {
    it(`${what} is answered with ${expected} and a Problem`, async () => {
      const { status, headers, body } = await act();
      deepEqual([status, headers.get('content-type')], [expected, problemJson]);
      deepEqual(schema('Problem').parse(body), body);
      equal(body['status'], expected);
    });
  }

  for (const name of ['create-payment', 'read-payment'] as const) {
    it(`GET /health of ${name} answers 200 with its Health`, async () => {
      const { status, body } = await readHealth(name);
      equal(status, 200);
      deepEqual(schema('Health').parse(body), body);
      deepEqual([body['service'], body['status']], [name, 'ok']);
    });
  }
});

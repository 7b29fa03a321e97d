import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createPayment, readPayment, send, urlOf, validPayment } from '../api.ts';

const injection = "'; drop table payments; --";

describe.skipIf(process.env['RUN_INTEGRATION'] !== '1')('payments, to somebody who means harm', () => {
  it('keeps SQL as the text that it is', async () => {
    const created = await createPayment({ ...validPayment, reference: injection });
    expect(created.status).toBe(201);
    const read = await readPayment(String(created.body['id']));
    expect(read.body['reference']).toBe(injection);
  });

  it.each([
    ['an id with SQL in it', () => readPayment(encodeURIComponent(`${randomUUID()}${injection}`)), 404],
    ['a path that climbs', () => send(urlOf('read-payment', 'payments/..%2f..%2fetc%2fpasswd')), 404],
    ['an amount that is an object', () => createPayment({ ...validPayment, amount: { $gt: 0 } }), 422],
    ['an amount beyond what numbers hold', () => createPayment({ ...validPayment, amount: 1e300 }), 422],
    ['a body that is cut off', () => createPayment('{"amount": 12'), 400],
  ])('answers %s with a problem that tells nothing of its insides', async (_what, act, status) => {
    const answer = await act();
    expect(answer.status).toBe(status);
    expect(JSON.stringify(answer.body)).not.toMatch(/select |insert |postgres|node_modules|\.ts:|Error:/i);
  });

  it('takes an id and a status from nobody', async () => {
    const forged = { id: '00000000-0000-4000-8000-000000000000', status: 'settled' };
    const { status, body } = await createPayment({ ...validPayment, ...forged });
    expect(status).toBe(201);
    expect(body['id']).not.toBe(forged.id);
    expect(body['status']).toBe('accepted');
  });
});

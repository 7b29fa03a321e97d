import { doesNotMatch, equal, notEqual } from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, it } from 'node:test';
import { createPayment, readPayment, send, urlOf, validPayment } from '../api.ts';

const injection = "'; drop table payments; --";

describe('payments, to somebody who means harm', { skip: process.env['RUN_INTEGRATION'] !== '1' }, () => {
  it('keeps SQL as the text that it is', async () => {
    const created = await createPayment({ ...validPayment, reference: injection });
    equal(created.status, 201);
    const read = await readPayment(String(created.body['id']));
    equal(read.body['reference'], injection);
  });

  for (const [what, act, status] of [
    ['an id with SQL in it', () => readPayment(encodeURIComponent(`${randomUUID()}${injection}`)), 404],
    ['a path that climbs', () => send(urlOf('read-payment', 'payments/..%2f..%2fetc%2fpasswd')), 404],
    ['an amount that is an object', () => createPayment({ ...validPayment, amount: { $gt: 0 } }), 422],
    ['an amount beyond what numbers hold', () => createPayment({ ...validPayment, amount: 1e300 }), 422],
    ['a body that is cut off', () => createPayment('{"amount": 12'), 400],
  ] as const) {
    it(`answers ${what} with a problem that tells nothing of its insides`, async () => {
      const answer = await act();
      equal(answer.status, status);
      doesNotMatch(JSON.stringify(answer.body), /select |insert |postgres|node_modules|\.ts:|Error:/i);
    });
  }

  it('takes an id and a status from nobody', async () => {
    const forged = { id: '00000000-0000-4000-8000-000000000000', status: 'settled' };
    const { status, body } = await createPayment({ ...validPayment, ...forged });
    equal(status, 201);
    notEqual(body['id'], forged.id);
    equal(body['status'], 'accepted');
  });
});

import { deepEqual, equal } from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, it } from 'node:test';
import { createPayment, readHealth, readPayment, validPayment } from '../api.ts';

describe('after a deploy', () => {
  for (const name of ['create-payment', 'read-payment'] as const) {
    it(`${name} is well`, async () => {
      const { status, body } = await readHealth(name);
      equal(body['status'], 'ok');
      equal(status, 200);
    });
  }

  it('a payment can be made and read back', async () => {
    const created = await createPayment({ ...validPayment, reference: 'Smoke test' }, `smoke-${randomUUID()}`);
    equal(created.body['status'], 'accepted');
    equal(created.status, 201);
    const read = await readPayment(String(created.body['id']));
    deepEqual(read.body, created.body);
  });
});

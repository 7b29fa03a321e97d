import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createPayment, readHealth, readPayment, validPayment } from '../api.ts';

describe('after a deploy', () => {
  it.each(['create-payment', 'read-payment'] as const)('%s is well', async (name) => {
    const { status, body } = await readHealth(name);
    expect(body['status']).toBe('ok');
    expect(status).toBe(200);
  });

  it('a payment can be made and read back', async () => {
    const created = await createPayment({ ...validPayment, reference: 'Smoke test' }, `smoke-${randomUUID()}`);
    expect(created.body).toMatchObject({ status: 'accepted' });
    expect(created.status).toBe(201);
    const read = await readPayment(String(created.body['id']));
    expect(read.body).toEqual(created.body);
  });
});

import { describe, expect, it } from 'vitest';
import type { Row } from '../../src/database/connection.ts';
import { createPaymentStore } from '../../src/database/payment-store.ts';
import { readDatabaseCredentials } from '../../src/database/secret.ts';
import { validPayment } from '../api.ts';

const credentials = { host: 'db', port: 5432, dbname: 'payments', username: 'app', password: 'secret' };
const row: Row = { ...validPayment, id: 'id-1', amount: '1250', status: 'accepted', created_at: new Date('2026-11-02T09:00:00Z') };
const payment = { ...validPayment, id: 'id-1', status: 'accepted', createdAt: '2026-11-02T09:00:00.000Z' };

describe('the credentials', () => {
  const secretsManager = (SecretString: string) => ({ send: async () => ({ SecretString }) });

  it('come from the secret', async () => {
    expect(await readDatabaseCredentials(secretsManager(JSON.stringify({ ...credentials, engine: 'postgres' })), 'arn')).toEqual(
      credentials,
    );
  });

  it('name what the secret lacks', async () => {
    await expect(readDatabaseCredentials(secretsManager('{"host":"db"}'), 'arn')).rejects.toThrow('the database secret has no "port"');
  });
});

describe('the payment store', () => {
  it('adds a payment', async () => {
    expect(await createPaymentStore(async () => [row]).create(validPayment, 'order-1')).toEqual({ payment, replayed: false });
  });

  it('finds the payment that has the key already', async () => {
    const store = createPaymentStore(async (text) => (text.startsWith('insert') ? [] : [row]));
    expect(await store.create(validPayment, 'order-1')).toEqual({ payment, replayed: true });
  });

  it('does not invent a payment', async () => {
    const store = createPaymentStore(async () => []);
    await expect(store.create(validPayment, 'order-1')).rejects.toThrow('neither added nor found');
    expect(await store.find('id-2')).toBeUndefined();
  });

  it('finds a payment by its id', async () => {
    expect(await createPaymentStore(async () => [{ ...row, reference: null }]).find('id-1')).toEqual({ ...payment, reference: null });
  });
});

import { Client } from 'pg';
import { randomUUID } from 'node:crypto';
import { afterAll, describe, expect, it } from 'vitest';
import { createPayment, readHealth, readPayment, validPayment } from '../api.ts';

describe.skipIf(process.env['RUN_INTEGRATION'] !== '1')('payments, with a real database', () => {
  let connected: Promise<Client> | undefined;

  // in the tests and not before them: a hook that fails skips the tests, and skipped is not failed
  const database = (): Promise<Client> => (connected ??= connect());
  afterAll(() =>
    connected?.then(
      (client) => client.end(),
      () => undefined,
    ),
  );

  const rowsOf = async (column: 'id' | 'idempotency_key', value: string) => {
    const client = await database();
    return (await client.query<{ amount: string; status: string }>(`select amount, status from payments where ${column} = $1`, [value]))
      .rows;
  };

  it('keeps what it accepts', async () => {
    const { status, body } = await createPayment(validPayment, randomUUID());
    expect(status).toBe(201);
    expect(await rowsOf('id', String(body['id']))).toEqual([{ amount: '1250', status: 'accepted' }]);
  });

  it('reads a payment back as it was accepted', async () => {
    const created = await createPayment(validPayment);
    const read = await readPayment(String(created.body['id']));
    expect(read.status).toBe(200);
    expect(read.body).toEqual(created.body);
  });

  it('makes one payment of five requests at once with one key', async () => {
    const key = randomUUID();
    const answers = await Promise.all(Array.from({ length: 5 }, () => createPayment(validPayment, key)));
    expect(answers.map((answer) => answer.status).toSorted()).toEqual([200, 200, 200, 200, 201]);
    expect(new Set(answers.map((answer) => answer.body['id'])).size).toBe(1);
    expect(await rowsOf('idempotency_key', key)).toHaveLength(1);
  });

  it('refuses another payment under the same key', async () => {
    const key = randomUUID();
    await createPayment(validPayment, key);
    const second = await createPayment({ ...validPayment, amount: 99 }, key);
    expect(second.status).toBe(422);
    expect(second.body['type']).toBe('/problems/idempotency-key-reused');
  });

  it('keeps nothing of what it refuses', async () => {
    const key = randomUUID();
    expect((await createPayment({ ...validPayment, amount: -1 }, key)).status).toBe(422);
    expect(await rowsOf('idempotency_key', key)).toEqual([]);
  });

  it('knows no payment that was never made', async () => {
    expect((await readPayment(randomUUID())).status).toBe(404);
  });

  it('reaches its database from both functions', async () => {
    const answers = [await readHealth('create-payment'), await readHealth('read-payment')];
    expect(answers.map((answer) => answer.body['database'])).toEqual(['ok', 'ok']);
  });

  it('lets the application add and read, and no more', async () => {
    const client = await database();
    await expect(client.query('delete from payments')).rejects.toThrow('permission denied');
    await expect(client.query('drop table payments')).rejects.toThrow('must be owner');
  });
});

async function connect(): Promise<Client> {
  const connectionString = process.env['DATABASE_URL'];
  if (connectionString === undefined || connectionString === '') throw new Error('DATABASE_URL is not set: this suite needs the database');
  const client = new Client({ connectionString, connectionTimeoutMillis: 5_000 });
  await client.connect();
  return client;
}

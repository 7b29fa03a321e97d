import { deepEqual, equal, rejects } from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, describe, it } from 'node:test';
import { Client } from 'pg';
import { createPayment, readHealth, readPayment, validPayment } from '../api.ts';

describe('payments, with a real database', { skip: process.env['RUN_INTEGRATION'] !== '1' }, () => {
  let connected: Promise<Client> | undefined;

  const database = (): Promise<Client> => (connected ??= connect());
  after(() =>
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
    equal(status, 201);
    deepEqual(
      (await rowsOf('id', String(body['id']))).map((row) => ({ ...row })),
      [{ amount: '1250', status: 'accepted' }],
    );
  });

  it('reads a payment back as it was accepted', async () => {
    const created = await createPayment(validPayment);
    const read = await readPayment(String(created.body['id']));
    equal(read.status, 200);
    deepEqual(read.body, created.body);
  });

  it('makes one payment of five requests at once with one key', async () => {
    const key = randomUUID();
    const answers = await Promise.all(Array.from({ length: 5 }, () => createPayment(validPayment, key)));
    deepEqual(answers.map((answer) => answer.status).toSorted(), [200, 200, 200, 200, 201]);
    equal(new Set(answers.map((answer) => answer.body['id'])).size, 1);
    equal((await rowsOf('idempotency_key', key)).length, 1);
  });

  it('refuses another payment under the same key', async () => {
    const key = randomUUID();
    await createPayment(validPayment, key);
    const second = await createPayment({ ...validPayment, amount: 99 }, key);
    equal(second.status, 422);
    equal(second.body['type'], '/problems/idempotency-key-reused');
  });

  it('keeps nothing of what it refuses', async () => {
    const key = randomUUID();
    equal((await createPayment({ ...validPayment, amount: -1 }, key)).status, 422);
    deepEqual(await rowsOf('idempotency_key', key), []);
  });

  it('knows no payment that was never made', async () => {
    equal((await readPayment(randomUUID())).status, 404);
  });

  it('reaches its database from both functions', async () => {
    const answers = [await readHealth('create-payment'), await readHealth('read-payment')];
    deepEqual(
      answers.map((answer) => answer.body['database']),
      ['ok', 'ok'],
    );
  });

  it('lets the application add and read, and no more', async () => {
    const client = await database();
    await rejects(client.query('delete from payments'), /permission denied/);
    await rejects(client.query('drop table payments'), /must be owner/);
  });
});

async function connect(): Promise<Client> {
  const connectionString = process.env['DATABASE_URL'];
  if (connectionString === undefined || connectionString === '') throw new Error('DATABASE_URL is not set: this suite needs the database');
  const client = new Client({ connectionString, connectionTimeoutMillis: 5_000 });
  await client.connect();
  return client;
}

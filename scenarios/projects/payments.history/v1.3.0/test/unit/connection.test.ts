import { expect, it } from 'vitest';
import { createConnection } from '../../src/database/connection.ts';

it('the connection is opened once', async () => {
  let opened = 0;
  const query = createConnection(
    async () => ({ host: 'db', port: 5432, dbname: 'payments', username: 'app', password: 'secret' }),
    () => {
      opened += 1;
      return { query: async () => ({ rows: [{ one: 1 }] }), end: async () => {} };
    },
  );
  await query('select 1', []);
  expect(await query('select 1', [])).toEqual([{ one: 1 }]);
  expect(opened).toBe(1);
});

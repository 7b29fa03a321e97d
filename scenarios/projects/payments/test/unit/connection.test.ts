import { describe, expect, it } from 'vitest';
import { createConnection, type Row } from '../../src/database/connection.ts';

const credentials = { host: 'db', port: 5432, dbname: 'payments', username: 'app', password: 'secret' };

describe('the connection', () => {
  function database(answers: ((text: string) => Row[])[]) {
    const seen = { secretsRead: 0, poolsEnded: 0 };
    const query = createConnection(
      async () => ({ ...credentials, password: `secret-${(seen.secretsRead += 1)}` }),
      () => ({
        query: async (text) => ({ rows: answers.shift()?.(text) ?? [] }),
        end: async () => void (seen.poolsEnded += 1),
      }),
    );
    return { query, seen };
  }
  const refuse = (code: string) => () => {
    throw Object.assign(new Error('no'), { code });
  };

  it('is opened once', async () => {
    const { query, seen } = database([]);
    await query('select 1', []);
    await query('select 1', []);
    expect(seen).toEqual({ secretsRead: 1, poolsEnded: 0 });
  });

  it('is tried again when the secret could not be read', async () => {
    const answers = [() => Promise.reject(new Error('throttled')), () => Promise.resolve(credentials)];
    const query = createConnection(
      async () => answers.shift()?.() ?? credentials,
      () => ({ query: async () => ({ rows: [{ one: 1 }] }), end: async () => {} }),
    );
    await expect(query('select 1', [])).rejects.toThrow('throttled');
    expect(await query('select 1', [])).toEqual([{ one: 1 }]);
  });

  it('is opened again with the new password after a rotation', async () => {
    const { query, seen } = database([refuse('28P01'), () => [{ one: 1 }]]);
    expect(await query('select 1', [])).toEqual([{ one: 1 }]);
    expect(seen).toEqual({ secretsRead: 2, poolsEnded: 1 });
  });

  it.each([
    ['a second refusal', [refuse('28P01'), refuse('28P01')]],
    ['another error', [refuse('57014')]],
  ])('hands %s on', async (_what, answers) => {
    await expect(database(answers).query('select 1', [])).rejects.toThrow('no');
  });
});

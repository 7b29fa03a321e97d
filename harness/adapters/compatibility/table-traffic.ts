import { setTimeout as pause } from 'node:timers/promises';
import { Client, DatabaseError } from 'pg';
import type { Connection } from '../../postgres/index.ts';
import { nameOf } from './fill-tables.ts';

/** Users of a table, while it is migrated. */
export interface TableTraffic extends AsyncDisposable {
  /** The longest that a read or a write has waited since the last call, ms. */
  longestMs(): number;
}

/** Now and then, as often as a busy table is asked. */
const everyMs = 2;

/**
 * Reads a row, and takes the lock that a write takes (ROW EXCLUSIVE) without writing: what waits for a migration's lock waits here, and the
 * table's content stays as it is. Ends by itself where the table is gone.
 */
export async function startTraffic(connection: Connection, table: string): Promise<TableTraffic> {
  const clients = await Promise.all([connect(connection), connect(connection)]);
  const name = nameOf(table);
  let ended = false;
  let longestMs = 0;
  const asking = (client: Client, sql: string): Promise<void> =>
    repeat(async () => {
      const startedMs = performance.now();
      const waiting = setInterval(() => (longestMs = Math.max(longestMs, performance.now() - startedMs)), 5);
      try {
        await client.query(sql);
      } catch (error) {
        if (!(error instanceof DatabaseError)) throw error;
        return false;
      } finally {
        clearInterval(waiting);
        longestMs = Math.max(longestMs, performance.now() - startedMs);
      }
      await pause(everyMs);
      return !ended;
    });
  const [reader, writer] = clients;
  const both = [asking(reader, `select * from ${name} limit 1`), asking(writer, `begin; lock table ${name} in row exclusive mode; commit`)];
  return {
    longestMs: () => {
      const longest = longestMs;
      longestMs = 0;
      return longest;
    },
    [Symbol.asyncDispose]: async () => {
      ended = true;
      await Promise.all(both);
      await Promise.all(clients.map((client) => client.end()));
    },
  };
}

async function connect(connection: Connection): Promise<Client> {
  const client = new Client({ ...connection, application_name: 'dress-rehearsal traffic' });
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

async function repeat(once: () => Promise<boolean>): Promise<void> {
  while (await once());
}

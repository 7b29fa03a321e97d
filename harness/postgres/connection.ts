import { Client } from 'pg';

/** How to reach a database: what `pg` takes. */
export interface Connection {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly database: string;
}

/** Connects, works, disconnects. A connection that breaks makes the work's own query fail, so its error event says nothing new. */
export async function withClient<T>(connection: Connection, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ ...connection, application_name: 'dress-rehearsal' });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

export function superuserConnection(port: number, password: string): Connection {
  return { host: '127.0.0.1', port, user: 'postgres', password, database: 'postgres' };
}

/** Whether the server at `port` lets us in with `password` and really serves `dataDir`. */
export async function serves(port: number, password: string, dataDir: string): Promise<boolean> {
  try {
    return await withClient(superuserConnection(port, password), async (client) => {
      const { rows } = await client.query<{ data_directory: string }>('SHOW data_directory');
      return rows[0]?.data_directory === dataDir;
    });
  } catch (error) {
    // Refused, a wrong password, still starting: in every case it is not ours to use now.
    if (error instanceof Error) return false;
    throw error;
  }
}

import { Client, DatabaseError } from 'pg';
import type { Connection } from './connection.ts';

/** https://www.postgresql.org/docs/17/errcodes-appendix.html: too_many_connections */
const tooMany = '53300';

/**
 * Opens connections as `login` until the server has none left for its users; what it reserves for superusers is not touched. Connections that
 * others have stay theirs, and become ours as soon as they close: held until disposed of.
 */
export async function holdConnections(login: Connection): Promise<AsyncDisposable & { readonly held: () => number }> {
  const held = new Set<Client>();
  let ending = false;
  const grab = async (): Promise<boolean> => {
    const client = new Client({ ...login, application_name: 'dress-rehearsal fault' });
    client.on('error', () => held.delete(client));
    try {
      await client.connect();
    } catch (cause) {
      if (cause instanceof DatabaseError && cause.code === tooMany) return false;
      throw cause;
    }
    held.add(client);
    return true;
  };
  while (await grab());
  // What others let go is taken too, or a pool that closes idle connections would end the fault by itself.
  const again = setInterval(() => {
    if (!ending) void grab().catch(() => undefined);
  }, 50);
  return {
    held: () => held.size,
    [Symbol.asyncDispose]: async () => {
      ending = true;
      clearInterval(again);
      await Promise.all([...held].map((client) => client.end()));
    },
  };
}

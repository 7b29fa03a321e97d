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
  const under = new Set<Promise<unknown>>();
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
    if (ending || under.size > 0) return;
    // A server that is restarted meanwhile refuses; the next try comes soon.
    const attempt = grab().catch(() => false);
    under.add(attempt);
    void attempt.then(() => under.delete(attempt));
  }, 50);
  return {
    held: () => held.size,
    [Symbol.asyncDispose]: async () => {
      ending = true;
      clearInterval(again);
      // One that is connecting right now would else stay open, and keep this process.
      await Promise.all(under);
      await Promise.all([...held].map((client) => client.end()));
    },
  };
}

import { setTimeout as pause } from 'node:timers/promises';
import { type Connection, withClient } from './connection.ts';

const patienceMs = 30_000;

/**
 * Kills a backend of our own. The server then ends every connection ("terminating connection because of crash of another server process"),
 * recovers, and lets clients in again: a restart, with the postmaster's process still the one that it was. Resolves when it answers again.
 */
export async function crashRestart(superuser: Connection): Promise<void> {
  await withClient(superuser, async (client) => {
    const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
    const pid = rows[0]?.pid;
    if (pid === undefined) throw new Error('The server did not say which process serves us.');
    const ended = new Promise<void>((resolve) => {
      client.once('end', () => resolve());
    });
    process.kill(pid, 'SIGKILL');
    await ended;
  });
  const deadline = performance.now() + patienceMs;
  for (;;) {
    try {
      return await withClient(superuser, async (client) => void (await client.query('SELECT 1')));
    } catch (cause) {
      if (performance.now() > deadline) throw cause;
      await pause(20);
    }
  }
}

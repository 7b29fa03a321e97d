import { spawn } from 'node:child_process';
import { open } from 'node:fs/promises';
import { Socket } from 'node:net';
import type { PostgresBinaries } from './binaries.ts';
import type { RunAs } from './run-as.ts';
import { settings } from './settings.ts';

export interface Launched {
  /** Resolves when the server has ended. */
  readonly ended: Promise<void>;
}

/**
 * Runs the server and stops it when standard input ends, which happens when the process that holds the other end dies in whatever way.
 * SIGINT is postgres's fast shutdown. What a shell starts in the background ignores it until it has a handler of its own: one that comes before
 * postgres has got so far is lost, so it is sent until the server has gone.
 */
const untilInputEnds = `
exec 3<&0
"$@" </dev/null 3<&- &
server=$!
( while read -r _ <&3; do :; done; while kill -INT "$server"; do sleep 0.2; done ) 2>/dev/null &
watcher=$!
exec 3<&-
wait "$server"
code=$?
kill "$watcher" 2>/dev/null
exit "$code"
`;

/**
 * Starts postgres on `dataDir`. With lifetime `parent` a shell between us and the server ends it when this process dies, also by SIGKILL;
 * with `detached` it goes on. Both have a session of their own, so Ctrl-C reaches the harness alone, which stops them in order.
 */
export async function launch(
  binaries: PostgresBinaries,
  dataDir: string,
  port: number,
  lifetime: 'parent' | 'detached',
  logFile: string,
  user: RunAs | null,
): Promise<Launched> {
  const server = [binaries.postgres, '-D', dataDir, '-p', String(port)];
  for (const [name, value] of Object.entries(settings)) server.push('-c', `${name}=${value}`);
  const [program, parameters] =
    lifetime === 'parent' ? ['/bin/sh', ['-c', untilInputEnds, 'postgres-watch', ...server]] : [binaries.postgres, server.slice(1)];
  const log = await open(logFile, 'a', 0o600);
  try {
    const child = spawn(program, parameters, {
      detached: true,
      cwd: '/',
      stdio: [lifetime === 'parent' ? 'pipe' : 'ignore', log.fd, log.fd],
      env: { PATH: process.env.PATH ?? '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' },
      ...(user ? { uid: user.uid, gid: user.gid } : {}),
    });
    const ended = new Promise<void>((resolve, reject) => {
      child.once('error', reject);
      child.once('exit', () => resolve());
    });
    // Neither the server nor our end of the pipe keeps this process from ending.
    child.unref();
    if (child.stdin instanceof Socket) child.stdin.unref();
    return { ended };
  } finally {
    await log.close();
  }
}

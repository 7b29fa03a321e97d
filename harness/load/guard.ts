import { spawn } from 'node:child_process';

/**
 * Runs a command when this process is gone, however it went: a small shell reads from a pipe that only we hold, and SIGKILL closes it too.
 */
export function guardAgainstOurDeath(command: readonly string[]): { release(): void } {
  const guard = spawn('/bin/sh', ['-c', 'read -r word || "$@"', 'guard', ...command], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  });
  guard.unref();
  // A guard that somebody killed guards nothing; that is no reason to end what it guarded.
  guard.on('error', () => undefined);
  guard.stdin.on('error', () => undefined);
  return {
    release: () => {
      // A word, and the guard goes without doing anything.
      guard.stdin.end('released\n');
    },
  };
}

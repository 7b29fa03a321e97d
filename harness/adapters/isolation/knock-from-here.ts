import { connect } from 'node:net';
import type { Listening } from './listening-of.ts';

export const knockLimitMs = 1_000;

/** What comes of connecting from this process: `connected`, or the error's code. */
export function knockFromHere({ host, port }: Pick<Listening, 'host' | 'port'>): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: knockLimitMs });
    const end = (outcome: string): void => {
      socket.destroy();
      resolve(outcome);
    };
    socket.once('connect', () => end('connected'));
    socket.once('timeout', () => end('ETIMEDOUT'));
    socket.once('error', (error: NodeJS.ErrnoException) => end(error.code ?? error.message));
  });
}

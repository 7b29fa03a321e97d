import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { BackendError } from '../backend.ts';

/** Often enough that its end is known before what failed by it is explained in another way. */
const everyMs = 200;

/** Rejects as soon as nothing listens at the address any more: it is no child of ours, so nobody tells when it ends. */
export function watchEndpoint(endpoint: string, signal: AbortSignal): Promise<never> {
  const broke = new Promise<never>((_, reject) => {
    void untilGone(endpoint, signal).then((why) => {
      if (why !== null)
        reject(
          new BackendError(
            `The endpoint ${endpoint} does not answer any more (${why}).`,
            'Start it again, then go on with the same command and --resume.',
          ),
        );
    });
  });
  // Whoever waits for something of this world races it; nobody waiting is no reason to end the process.
  broke.catch(() => undefined);
  return broke;
}

/** Null where it was there to the end. */
async function untilGone(endpoint: string, signal: AbortSignal): Promise<string | null> {
  for (;;) {
    const why = await refusal(endpoint);
    if (signal.aborted) return null;
    if (why !== null) return why;
    try {
      await pause(everyMs, undefined, { signal, ref: false });
    } catch (error) {
      if (signal.aborted) return null;
      throw error;
    }
  }
}

/** Why nothing can be asked there; null where something listens. */
export function refusal(endpoint: string): Promise<string | null> {
  const { hostname, port } = new URL(endpoint);
  const socket = connect({ host: hostname.replaceAll(/[[\]]/g, ''), port: Number(port) });
  socket.unref();
  return new Promise((resolve) => {
    const say = (why: string | null): void => {
      socket.destroy();
      resolve(why);
    };
    socket.once('connect', () => say(null));
    socket.once('error', (error: NodeJS.ErrnoException) => say(error.code ?? error.message));
  });
}

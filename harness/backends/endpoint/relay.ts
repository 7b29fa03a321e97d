import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { BackendError } from '../backend.ts';

export interface Relay extends Disposable {
  readonly host: string;
  readonly port: number;
}

/** Passes on what comes to an address of this machine to a port of its 127.0.0.1: functions in containers reach no other machine's loopback. */
export async function startRelay(host: string, port: number): Promise<Relay> {
  const sockets = new Set<Socket>();
  const server = createServer({ allowHalfOpen: true }, (incoming) => {
    const outgoing = connect({ host: '127.0.0.1', port, allowHalfOpen: true });
    for (const [socket, other] of [
      [incoming, outgoing],
      [outgoing, incoming],
    ] as const) {
      sockets.add(socket);
      // Whichever end breaks takes the other with it, as one connection would.
      socket.on('error', () => other.destroy());
      socket.once('close', () => sockets.delete(socket));
      socket.pipe(other);
    }
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(
        new BackendError(
          `Nothing can listen at ${host} (${error.code ?? error.message}).`,
          'Name an address of this machine with --reached-at: ip address lists them.',
          error,
        ),
      );
    });
    server.listen(0, host, resolve);
  });
  return {
    host,
    port: (server.address() as AddressInfo).port,
    [Symbol.dispose]: () => {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}

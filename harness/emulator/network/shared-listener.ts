import type { Server, Socket } from 'node:net';
import type { ListeningInside } from '../kernel/function-network.ts';
import { AcceptedPort } from './accepted-port.ts';

/**
 * Many listeners on one socket that listens in a namespace: every address in 127.0.0.0/8 is the loopback's, so each has one of its own. A socket each
 * would take a process inside for every function that starts.
 */
export class SharedListener {
  readonly #takes = new Map<string, (connection: Socket) => void>();
  readonly #accepted: AcceptedPort;
  readonly #port: number;
  #count = 0;

  constructor(listening: Server, port: number) {
    this.#port = port;
    this.#accepted = new AcceptedPort(listening, (connection) => {
      const take = this.#takes.get(connection.localAddress ?? '');
      if (take === undefined) connection.destroy();
      else take(connection);
    });
  }

  listen(take: (connection: Socket) => void): ListeningInside {
    this.#count += 1;
    const count = this.#count;
    // 127.0.0.1 is nobody's, and there are eight million others.
    const host = `127.${1 + (((count >> 16) & 127) % 127)}.${(count >> 8) & 255}.${count & 255}`;
    this.#takes.set(host, take);
    return {
      address: `${host}:${this.#port}`,
      close: () => {
        this.#takes.delete(host);
        this.#accepted.cutOff(host);
      },
    };
  }

  close(): void {
    this.#accepted.close();
  }
}

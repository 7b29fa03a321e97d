import { createServer } from 'node:net';
import type { Server, Socket } from 'node:net';

/** A socket that listens in a namespace, and whose connections are accepted in this process. */
export class AcceptedPort {
  readonly #server: Server;
  readonly #connections = new Set<Socket>();

  constructor(listening: Server, take: (connection: Socket) => void) {
    // As node:http has its own: half-open connections allowed, no delay.
    this.#server = createServer({ allowHalfOpen: true, noDelay: true }, (connection) => {
      this.#connections.add(connection);
      connection.once('close', () => this.#connections.delete(connection));
      take(connection);
    });
    this.#server.listen(listening);
    this.#server.unref();
  }

  /** Cuts off whoever is connected to this address of it; without one, everybody. */
  cutOff(address?: string): void {
    for (const connection of this.#connections) {
      if (address === undefined || connection.localAddress === address) connection.destroy();
    }
  }

  close(): void {
    this.#server.close();
    this.cutOff();
  }
}

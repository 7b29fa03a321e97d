import { createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import type { AccountNetwork, FunctionNetwork } from '../kernel/function-network.ts';

const nothing: AsyncDisposable = { [Symbol.asyncDispose]: () => Promise.resolve() };

/** This machine's own network for every function: nothing has to be opened, and nothing is shut. */
export const sharedNetwork: AccountNetwork & FunctionNetwork & AsyncDisposable = {
  ...nothing,
  of: () => Promise.resolve(sharedNetwork),
  open: () => Promise.resolve(nothing),
  bringOut: () => Promise.resolve(nothing),
  command: (program, args) => ({ program, args }),
  listen: async (take) => {
    const connections = new Set<Socket>();
    const server = createServer({ allowHalfOpen: true, noDelay: true }, (connection) => {
      connections.add(connection);
      connection.once('close', () => connections.delete(connection));
      take(connection);
    });
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(0, '127.0.0.1', resolve);
    });
    server.unref();
    const { port } = server.address() as AddressInfo;
    return {
      address: `127.0.0.1:${port}`,
      close() {
        server.close();
        for (const connection of connections) connection.destroy();
      },
    };
  },
};

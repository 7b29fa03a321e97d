import { createServer } from 'node:net';

/** Binds a port of 127.0.0.1 for a moment: `wanted`, or with 0 any free one. Null when it is taken. */
export async function probePort(wanted: number): Promise<number | null> {
  const server = createServer();
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => (error.code === 'EADDRINUSE' ? resolve(null) : reject(error)));
    server.listen({ host: '127.0.0.1', port: wanted, exclusive: true }, () => {
      const address = server.address();
      const port = typeof address === 'object' && address ? address.port : null;
      server.close(() => resolve(port));
    });
  });
}

export async function freePort(): Promise<number> {
  const port = await probePort(0);
  if (port === null) throw new Error('No free port on 127.0.0.1.');
  return port;
}

import { type AddressInfo, connect, createServer } from 'node:net';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { startRelay } from './relay.ts';

describe('a relay', () => {
  it('passes both ways, to the end of either', async () => {
    const server = createServer({ allowHalfOpen: true }, (socket) => {
      void text(socket).then((said) => socket.end(`heard ${said}`));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    using relay = await startRelay('127.0.0.2', (server.address() as AddressInfo).port);
    const socket = connect({ host: relay.host, port: relay.port, allowHalfOpen: true });
    socket.end('this');
    expect(await text(socket)).toBe('heard this');
    server.close();
  });

  it('ends a connection to what is not there', async () => {
    using relay = await startRelay('127.0.0.2', 1);
    const socket = connect({ host: relay.host, port: relay.port });
    expect(await text(socket)).toBe('');
  });

  it('says where an address is none of this machine', async () => {
    await expect(startRelay('192.0.2.1', 5432)).rejects.toThrow('Nothing can listen at 192.0.2.1 (EADDRNOTAVAIL).');
  });
});

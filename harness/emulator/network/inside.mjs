/* oxlint-disable typescript/no-unsafe-member-access, typescript/no-unsafe-assignment, typescript/no-unsafe-call, typescript/no-unsafe-argument, typescript/no-unsafe-return --
   plain JavaScript without types: reading TypeScript would cost each start of it 25 ms */
import { connect, createServer } from 'node:net';

// What runs inside a network namespace: it hands the sockets that it opens there to the emulator outside, which keeps them when this ends.

process.once('disconnect', () => process.exit(0));
process.on('message', (wish, outside) => tasks[wish.kind](wish, outside));

const tasks = {
  ready({ id }) {
    process.send({ id });
  },

  /** Listens, and hands the listening socket out. */
  listen({ id, host, port }) {
    const server = createServer();
    server.once('error', ({ code }) => process.send({ id, error: code }));
    server.listen(port, host, () => process.send({ id, port: server.address().port }, server, {}, () => server.close()));
  },

  /** Says what comes of connecting. */
  connect({ id, port }) {
    const tried = connect({ host: '127.0.0.1', port });
    const said = (outcome) => {
      process.send({ id, outcome });
      tried.destroy();
    };
    tried.once('connect', () => said('connected'));
    tried.once('error', ({ code }) => said(code));
  },

  /** Joins a connection that was made outside to the port in here. */
  join({ port }, outside) {
    const inside = connect({ host: '127.0.0.1', port, noDelay: true, allowHalfOpen: true });
    outside.setNoDelay(true);
    outside.pipe(inside).pipe(outside);
    inside.on('error', () => outside.destroy()).on('close', () => outside.destroy());
    outside.on('error', () => inside.destroy()).on('close', () => inside.destroy());
  },
};

import { Agent, request } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { buffer } from 'node:stream/consumers';

/** Asks for work, parses it, and answers with it, for ever. */
const port = Number(process.argv[2]);
const agent = new Agent({ keepAlive: true, maxSockets: 1 });
process.once('disconnect', () => process.exit(0));

function call(method: string, path: string, body?: string): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    request({ host: '127.0.0.1', port, agent, method, path }, resolve).once('error', reject).end(body);
  });
}

for (;;) {
  const next = await call('GET', '/next');
  const event = JSON.parse((await buffer(next)).toString()) as unknown;
  (await call('POST', `/${String(next.headers['x-id'])}`, JSON.stringify(event))).resume();
}

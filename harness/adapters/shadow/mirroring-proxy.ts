import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Answer } from './answer.ts';
import { ask, type Asked, outgoingOf, passedOn } from './ask.ts';

export interface MirroringProxy extends AsyncDisposable {
  /** Where users go in place of what is live. */
  readonly url: string;
}

/** Stands before what is live: users are answered by it at once, and `seen` is told of each request with the answer that it had. */
export async function startMirroringProxy(live: string, seen: (asked: Asked, answer: Answer) => void): Promise<MirroringProxy> {
  const server = createServer((request, response) => void passOn(live, seen, request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    [Symbol.asyncDispose]: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

async function passOn(
  live: string,
  seen: (asked: Asked, answer: Answer) => void,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  let asked: Asked | null = null;
  try {
    asked = await read(request);
    const answer = await ask(live, asked);
    response.writeHead(answer.status, outgoingOf(answer.headers)).end(answer.bytes);
    seen(asked, answer);
  } catch (error) {
    // As a load balancer does whose target does not answer.
    const bytes = Buffer.from(error instanceof Error ? error.message : String(error));
    const headers = { 'content-type': 'text/plain' };
    response.writeHead(502, headers).end(bytes);
    if (asked !== null) seen(asked, { status: 502, headers, bytes });
  }
}

async function read(request: IncomingMessage): Promise<Asked> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return { method: request.method ?? 'GET', path: request.url ?? '/', headers: passedOn(request.headers), bytes: Buffer.concat(chunks) };
}

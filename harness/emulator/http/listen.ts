import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { HttpHandler, HttpRequest, HttpResponse, ListeningHttp } from '../kernel/context.ts';

/** Thrown where the wanted port is taken. */
export class PortInUseError extends Error {
  readonly code = 'EADDRINUSE';

  constructor(port: number) {
    super(`Port ${port} on 127.0.0.1 is in use by another process. Stop that one, or choose another port (0 takes a free one).`);
    this.name = 'PortInUseError';
  }
}

export interface Listening extends ListeningHttp {
  /** Serves a connection that was accepted elsewhere. */
  serve(connection: Socket): void;
}

/**
 * Serves `handler` on 127.0.0.1. `port` 0 takes a free one. `onError` is told of what the handler throws; the client then gets 500.
 * @throws PortInUseError
 */
export async function listen(port: number, handler: HttpHandler, onError: (error: unknown) => void): Promise<Listening> {
  const server = serverOf(handler, onError);
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(error.code === 'EADDRINUSE' ? new PortInUseError(port) : error));
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    serve: (connection) => server.emit('connection', connection),
    async [Symbol.asyncDispose]() {
      const closed = new Promise<void>((resolve) => {
        server.close(() => resolve());
      });
      server.closeIdleConnections();
      // Answers under way are finished; a client that holds its connection open after that is cut off.
      const cutOff = setTimeout(() => server.closeAllConnections(), 2000);
      await closed;
      clearTimeout(cutOff);
    },
  };
}

/** The same for connections alone, all of which are accepted elsewhere. */
export function serveConnections(handler: HttpHandler, onError: (error: unknown) => void): (connection: Socket) => void {
  const server = serverOf(handler, onError);
  return (connection) => server.emit('connection', connection);
}

function serverOf(handler: HttpHandler, onError: (error: unknown) => void): Server {
  return createServer({ keepAliveTimeout: 60_000, requestTimeout: 0, maxHeaderSize: 65_536 }, (incoming, outgoing) => {
    answer(incoming, outgoing, handler).catch((error: unknown) => {
      onError(error);
      if (!outgoing.headersSent) outgoing.writeHead(500);
      outgoing.end();
    });
  });
}

async function answer(incoming: IncomingMessage, outgoing: ServerResponse, handler: HttpHandler): Promise<void> {
  const body = await readBody(incoming);
  if (body === undefined) return;
  const response = await handler(toRequest(incoming, body));
  send(outgoing, incoming.method === 'HEAD', response);
}

/** Undefined where the client went away before it had sent everything. */
async function readBody(incoming: IncomingMessage): Promise<Uint8Array | undefined> {
  const chunks: Uint8Array[] = [];
  return new Promise((resolve) => {
    incoming.on('data', (chunk: Uint8Array) => chunks.push(chunk));
    incoming.on('end', () => resolve(chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks)));
    incoming.on('error', () => resolve(undefined));
  });
}

function toRequest(incoming: IncomingMessage, body: Uint8Array): HttpRequest {
  const headers: Record<string, string> = {};
  for (const name in incoming.headers) {
    const value = incoming.headers[name];
    if (value !== undefined) headers[name] = fromLatin1(Array.isArray(value) ? value.join(', ') : value);
  }
  return {
    method: incoming.method ?? 'GET',
    url: incoming.url ?? '/',
    headers,
    body,
    sourceIp: incoming.socket.remoteAddress ?? '127.0.0.1',
  };
}

/** Node reads headers as Latin-1; what clients send beyond ASCII (S3 metadata) is UTF-8. */
function fromLatin1(value: string): string {
  return beyondAscii.test(value) ? Buffer.from(value, 'latin1').toString('utf8') : value;
}

function toLatin1(value: string): string {
  return beyondAscii.test(value) ? Buffer.from(value, 'utf8').toString('latin1') : value;
}

const beyondAscii = /[^\0-\x7f]/;

function send(outgoing: ServerResponse, isHead: boolean, { status, headers, body }: HttpResponse): void {
  for (const name in headers) {
    const value = headers[name];
    if (value !== undefined) outgoing.setHeader(name, typeof value === 'string' ? toLatin1(value) : value.map(toLatin1));
  }
  outgoing.statusCode = status;
  const hasNoBody = status === 204 || status === 304;
  // A HEAD's answer keeps the length that its handler gave: that of what GET would send.
  if (!hasNoBody && headers['content-length'] === undefined) outgoing.setHeader('content-length', body.byteLength);
  outgoing.end(isHead || hasNoBody ? undefined : body);
}

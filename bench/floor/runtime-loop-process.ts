import { fork } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { fileURLToPath } from 'node:url';
import { serveParent } from '../server.ts';

/**
 * The least that an invocation in a process of its own costs: a request goes to a long-polling child, its answer goes back.
 * No signature, no policy, no routing, no trace, no log, no timeout.
 */
const children = Number(process.argv[2] ?? 1);
const idle: ServerResponse[] = [];
const waiting: (readonly [body: Buffer, response: ServerResponse])[] = [];
const answering = new Map<string, ServerResponse>();
let ids = 0;

const server = createServer({ keepAliveTimeout: 0 }, (request, response) => {
  if (request.url === '/next') {
    idle.push(response);
    match();
  } else readBody(request, (body) => (request.url === '/invoke' ? invoke(body, response) : respond(request.url ?? '', body, response)));
});

function invoke(body: Buffer, response: ServerResponse): void {
  waiting.push([body, response]);
  match();
}

function match(): void {
  while (idle.length > 0 && waiting.length > 0) {
    const child = idle.pop();
    const work = waiting.shift();
    if (child === undefined || work === undefined) return;
    const [body, response] = work;
    const id = String((ids += 1));
    answering.set(id, response);
    child.writeHead(200, { 'content-length': body.byteLength, 'x-id': id });
    child.end(body);
  }
}

function respond(url: string, body: Buffer, response: ServerResponse): void {
  const id = url.slice(1);
  const caller = answering.get(id);
  answering.delete(id);
  caller?.writeHead(200, { 'content-length': body.byteLength });
  caller?.end(body);
  response.writeHead(202, { 'content-length': 0 });
  response.end();
}

function readBody(request: IncomingMessage, done: (body: Buffer) => void): void {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => done(Buffer.concat(chunks)));
}

server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  const program = fileURLToPath(new URL('runtime-child-process.ts', import.meta.url));
  const forked = Array.from({ length: children }, () => fork(program, [String(port)], { execArgv: [] }));
  serveParent(port, { accessKeyId: '', secretAccessKey: '' }, () => {
    for (const child of forked) child.kill('SIGKILL');
    return Promise.resolve();
  });
});

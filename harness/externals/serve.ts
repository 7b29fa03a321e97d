import { mkdirSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { dirname } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { appendLine } from './append-line.ts';
import type { Answer, Reply } from './answer.ts';
import { Script } from './choose-answer.ts';

export interface StandIn {
  readonly environment: string;
  readonly name: string;
  /** 0 for any that is free. */
  readonly port: number;
  /** Every call is a line of JSON here. */
  readonly log: string;
  readonly answers: readonly Answer[];
}

/** Of a body so much is kept: enough to see what was asked, and no more. */
const keptBytes = 4 * 1024;
const largestBody = 10 * 1024 * 1024;
const secretHeaders = new Set(['authorization', 'cookie', 'proxy-authorization', 'x-api-key']);

/** Serves one stand-in on 127.0.0.1; resolves with its port when it listens. */
export async function serve(standIn: StandIn): Promise<{ readonly server: Server; readonly port: number }> {
  mkdirSync(dirname(standIn.log), { recursive: true });
  const script = new Script(standIn.answers);
  const server = createServer((request, response) => {
    answer(script, standIn, request, response).catch((error: unknown) => {
      response.destroy(error instanceof Error ? error : undefined);
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(standIn.port, '127.0.0.1', resolve);
  });
  const address = server.address();
  return { server, port: typeof address === 'object' && address !== null ? address.port : standIn.port };
}

async function answer(script: Script, standIn: StandIn, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await bodyOf(request);
  const { method = 'GET', url: path = '/' } = request;
  const reply = script.reply(method, path);
  appendLine(standIn.log, JSON.stringify(lineOf(request, method, path, body, reply)));
  if (reply.latencyMs > 0) await after(reply.latencyMs);
  if (reply.kind === 'drop') {
    request.socket.destroy();
    return;
  }
  response.writeHead(reply.status, reply.headers);
  response.end(method === 'HEAD' ? undefined : reply.body);
}

function lineOf(request: IncomingMessage, method: string, path: string, body: Buffer, reply: Reply): object {
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name, secretHeaders.has(name) ? '***' : String(value)]),
  );
  return {
    at: new Date().toISOString(),
    method,
    path,
    headers,
    body: body.subarray(0, keptBytes).toString('utf8'),
    bodyBytes: body.length,
    answer: reply.answer,
    status: reply.kind === 'drop' ? null : reply.status,
    answered: reply.kind === 'drop' ? null : reply.body.slice(0, keptBytes),
  };
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = chunk as Buffer;
    size += bytes.length;
    if (size <= largestBody) chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}

import { createServer, type IncomingMessage, request as send, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** What is answered in the place of what the true endpoint says. */
export interface Lie {
  /** An operation's name, or `METHOD /path` as a pattern. */
  readonly of: string | RegExp;
  /** Whether it is told of refusals only, or of every answer. */
  readonly when: 'refused' | 'always';
  readonly status: number;
  readonly body: string | ((truth: string) => string);
}

export interface LyingEndpoint extends AsyncDisposable {
  readonly url: string;
}

/** Stands before a true endpoint and passes everything on; of what a lie is of, it answers that. */
export async function startLyingEndpoint(truth: string, lies: readonly Lie[]): Promise<LyingEndpoint> {
  const server = createServer((request, response) => void answer(truth, lies, request, response));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

async function answer(truth: string, lies: readonly Lie[], request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await buffer(request);
  const said = await forward(truth, request, body);
  const lie = lies.find((one) => isOf(one, request, body.toString('latin1')) && (one.when === 'always' || said.status >= 400));
  const text = said.body.toString('utf8');
  const told = lie === undefined ? said.body : Buffer.from(typeof lie.body === 'string' ? lie.body : lie.body(text));
  response.writeHead(lie?.status ?? said.status, { 'content-type': said.type, 'content-length': told.length }).end(told);
}

function isOf({ of }: Lie, { method = '', url = '', headers }: IncomingMessage, body: string): boolean {
  if (of instanceof RegExp) return of.test(`${method} ${url}`);
  const target = headers['x-amz-target'];
  return typeof target === 'string' ? target.endsWith(`.${of}`) : new RegExp(`(^|&)Action=${of}(&|$)`).test(body);
}

interface Said {
  readonly status: number;
  readonly type: string;
  readonly body: Buffer;
}

/** With the host that was asked for: it is part of what was signed. */
async function forward(truth: string, { method, url, headers }: IncomingMessage, body: Buffer): Promise<Said> {
  const { hostname, port } = new URL(truth);
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    send({ hostname, port, path: url, method, headers }, resolve).once('error', reject).end(body);
  });
  return { status: response.statusCode ?? 0, type: response.headers['content-type'] ?? '', body: await buffer(response) };
}

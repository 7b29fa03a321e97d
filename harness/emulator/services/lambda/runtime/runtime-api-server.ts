import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AccountNetwork, ListeningInside } from '../../../kernel/function-network.ts';
import { maxResponseBytes } from './invocation.ts';

/** What a function's process says over the Runtime API. */
export interface RuntimeApiEvents {
  /** It asks for the next invocation; `deliver` answers it, now or later. */
  next(deliver: (head: InvocationHead, payload: Uint8Array) => void): void;
  response(requestId: string, payload: Uint8Array, measures: ProcessMeasures): void;
  /** The answer was larger than Lambda takes. */
  tooLarge(requestId: string): void;
  error(requestId: string, payload: Uint8Array, errorType: string, measures: ProcessMeasures): void;
  initError(payload: Uint8Array, errorType: string): void;
}

export type InvocationHead = Readonly<Record<string, string>>;

/** What our own runtime client adds to its answers; a foreign one doesn't. */
export interface ProcessMeasures {
  /** Bytes that the process has written so far. */
  readonly stdoutBytes: number;
  readonly stderrBytes: number;
  readonly maxRssKib: number | undefined;
}

/** The Lambda Runtime API (version 2018-06-01) for one execution environment, whose network has it at the address answered: AWS_LAMBDA_RUNTIME_API. */
export async function serveRuntimeApi(network: Pick<AccountNetwork, 'listen'>, events: RuntimeApiEvents): Promise<ListeningInside> {
  const server = createServer({ keepAliveTimeout: 0, requestTimeout: 0, headersTimeout: 0 }, (request, response) => {
    response.sendDate = false;
    if (request.method === 'GET' && request.url === nextPath) answerNext(response, events);
    else readBody(request, (body) => answerPost(request, body, response, events));
  });
  return await network.listen((connection) => server.emit('connection', connection));
}

const prefix = '/2018-06-01/runtime/';
const nextPath = `${prefix}invocation/next`;

function answerNext(response: ServerResponse, events: RuntimeApiEvents): void {
  events.next((head, payload) => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': payload.byteLength, ...head });
    response.end(payload);
  });
}

function answerPost(request: IncomingMessage, body: Buffer | 'too large', response: ServerResponse, events: RuntimeApiEvents): void {
  const [kind, requestId, outcome] = (request.url ?? '').slice(prefix.length).split('/');
  const errorType = String(request.headers['lambda-runtime-function-error-type'] ?? 'Unhandled');
  if (request.method !== 'POST') return refuse(response, 404, 'InvalidRequest');
  if (body === 'too large') {
    if (kind === 'invocation' && requestId !== undefined) events.tooLarge(requestId);
    return refuse(response, 413, 'RequestEntityTooLarge');
  }
  if (kind === 'init' && requestId === 'error') events.initError(body, errorType);
  else if (kind === 'invocation' && requestId !== undefined && outcome === 'response') events.response(requestId, body, measures(request));
  else if (kind === 'invocation' && requestId !== undefined && outcome === 'error')
    events.error(requestId, body, errorType, measures(request));
  else return refuse(response, 404, 'InvalidRequest');
  response.writeHead(202, accepted);
  response.end(acceptedBody);
}

const acceptedBody = '{"status":"OK"}';
const accepted = { 'content-type': 'application/json', 'content-length': acceptedBody.length };

function refuse(response: ServerResponse, status: number, errorType: string): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ errorType, errorMessage: errorType }));
}

function measures(request: IncomingMessage): ProcessMeasures {
  const [stdout = '0', stderr = '0'] = String(request.headers['x-rehearsal-output'] ?? '').split(' ');
  const maxRss = request.headers['x-rehearsal-max-rss'];
  return { stdoutBytes: Number(stdout), stderrBytes: Number(stderr), maxRssKib: maxRss === undefined ? undefined : Number(maxRss) };
}

function readBody(request: IncomingMessage, done: (body: Buffer | 'too large') => void): void {
  const chunks: Buffer[] = [];
  let length = 0;
  request.on('data', (chunk: Buffer) => {
    length += chunk.length;
    // Read to its end all the same: an answer before that would reset the connection under the process's hands.
    if (length <= maxResponseBytes) chunks.push(chunk);
  });
  request.on('end', () => {
    const [only] = chunks;
    if (length > maxResponseBytes) done('too large');
    else done(chunks.length === 1 && only !== undefined ? only : Buffer.concat(chunks));
  });
}

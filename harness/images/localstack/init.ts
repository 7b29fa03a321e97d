import { type ChildProcess, spawn } from 'node:child_process';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

// What LocalStack 4.14 starts in a Lambda container (/var/rapid/init), where the init that it publishes can't be had: takes its invocations on port
// 9563, serves the Runtime API (2018-06-01) to the function's process, and reports readiness, logs, results and errors back to LocalStack.
// The protocol is that of localstack/lambda-runtime-init.

/** As LocalStack posts it. */
interface Invocation {
  readonly 'invoke-id': string;
  readonly 'invoked-function-arn': string;
  readonly payload: string;
  readonly 'trace-id'?: string;
}

interface Current {
  readonly invocation: Invocation;
  given: boolean;
  startedAtMs: number;
  limit: NodeJS.Timeout | undefined;
}

const { env } = process;
const timeoutMs = Number(env['AWS_LAMBDA_FUNCTION_TIMEOUT'] ?? '3') * 1000;
const memoryMb = env['AWS_LAMBDA_FUNCTION_MEMORY_SIZE'] ?? '128';
let child: ChildProcess | undefined;
let waiting: ServerResponse | undefined;
let current: Current | undefined;
let logs = '';
let ready = false;

async function tell(path: string, body: string): Promise<void> {
  const headers = { 'content-type': 'application/json' };
  await fetch(`${env['LOCALSTACK_RUNTIME_ENDPOINT'] ?? ''}/${path}`, { method: 'POST', headers, body });
}

async function read(stream: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of stream) parts.push(part as Buffer);
  return Buffer.concat(parts).toString();
}

function startFunction(): void {
  // The runtime ends when its standard input does: it is held open as long as this process lives.
  child = spawn('/var/runtime/bootstrap', { env: { ...env, AWS_LAMBDA_RUNTIME_API: '127.0.0.1:9001' }, stdio: ['pipe', 'pipe', 'pipe'] });
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (text: Buffer) => (logs += text.toString()));
  child.on('exit', (code, signal) => {
    waiting = undefined;
    if (current === undefined) return;
    const id = current.invocation['invoke-id'];
    const errorMessage = `RequestId: ${id} Error: Runtime exited with error: ${signal ?? `exit status ${String(code)}`}`;
    void finish('error', JSON.stringify({ errorType: 'Runtime.ExitError', errorMessage }));
  });
}

async function finish(kind: 'response' | 'error', body: string, peakKiB?: string): Promise<void> {
  if (current === undefined) return;
  const { invocation, limit, startedAtMs } = current;
  current = undefined;
  clearTimeout(limit);
  const id = invocation['invoke-id'];
  const tookMs = performance.now() - startedAtMs;
  const used = peakKiB === undefined ? memoryMb : String(Math.ceil(Number(peakKiB) / 1024));
  const report = `Duration: ${tookMs.toFixed(2)} ms\tBilled Duration: ${String(Math.ceil(tookMs))} ms\tMemory Size: ${memoryMb} MB\tMax Memory Used: ${used} MB\t`;
  const head = `START RequestId: ${id} Version: ${env['AWS_LAMBDA_FUNCTION_VERSION'] ?? ''}\n`;
  const text = `${head}${logs}END RequestId: ${id}\nREPORT RequestId: ${id}\t${report}\n`;
  logs = '';
  await tell(`invocations/${id}/logs`, JSON.stringify({ logs: text }));
  await tell(`invocations/${id}/${kind}`, body);
}

function give(response: ServerResponse, to: Current): void {
  const { invocation } = to;
  to.given = true;
  to.startedAtMs = performance.now();
  to.limit = setTimeout(() => timeOut(invocation['invoke-id']), timeoutMs);
  // The runtime's client wants a length: it reads no chunks.
  response.writeHead(200, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(invocation.payload),
    'lambda-runtime-aws-request-id': invocation['invoke-id'],
    'lambda-runtime-invoked-function-arn': invocation['invoked-function-arn'],
    'lambda-runtime-deadline-ms': String(Date.now() + timeoutMs),
    'lambda-runtime-trace-id': invocation['trace-id'] ?? '',
  });
  response.end(invocation.payload);
}

function timeOut(id: string): void {
  const errorMessage = `RequestId: ${id} Error: Task timed out after ${(timeoutMs / 1000).toFixed(2)} seconds`;
  void finish('error', JSON.stringify({ errorType: 'Sandbox.Timedout', errorMessage }));
  child?.removeAllListeners('exit');
  child?.kill('SIGKILL');
  waiting = undefined;
  startFunction();
}

async function runtimeApi(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = (request.url ?? '').replace('/2018-06-01/runtime/', '');
  if (path === 'invocation/next') {
    if (current !== undefined && !current.given) give(response, current);
    else waiting = response;
    if (ready) return;
    ready = true;
    return tell(`status/${env['LOCALSTACK_RUNTIME_ID'] ?? ''}/ready`, '');
  }
  const body = await read(request);
  response.writeHead(202, { 'content-length': 0 }).end();
  if (path === 'init/error' && !ready) return tell(`status/${env['LOCALSTACK_RUNTIME_ID'] ?? ''}/error`, body);
  const peak = request.headers['x-rehearsal-max-rss'];
  return finish(path.endsWith('/response') ? 'response' : 'error', body, typeof peak === 'string' ? peak : undefined);
}

async function invoked(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const invocation = JSON.parse(await read(request)) as Invocation;
  response.writeHead(200, { 'content-length': 0 }).end();
  logs = '';
  current = { invocation, given: false, startedAtMs: performance.now(), limit: undefined };
  if (child === undefined || child.exitCode !== null || child.signalCode !== null) startFunction();
  const idle = waiting;
  waiting = undefined;
  if (idle !== undefined) give(idle, current);
}

createServer((request, response) => void runtimeApi(request, response)).listen(9001, '127.0.0.1', startFunction);
createServer((request, response) => void invoked(request, response)).listen(9563, '0.0.0.0');

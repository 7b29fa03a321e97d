import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import type { ClientResult, ClientTask } from './client.ts';

/**
 * Sends prepared requests over keep-alive connections, each with one request in flight, and says how long the answers took.
 * A process of its own, on bare sockets: so that neither the client nor its garbage collection is what is measured.
 */
const { port, connections, requests, warmUpMs, measureMs } = JSON.parse(await text(process.stdin)) as ClientTask;
const prepared = requests.map((request) => Buffer.from(request, 'base64'));
const latenciesUs: number[] = [];
const startedAt = performance.now();
const measureFrom = startedAt + warmUpMs;
const endAt = measureFrom + measureMs;
let next = 0;

const failures = await Promise.all(Array.from({ length: connections }, () => drive()));
const failure = failures.find((message) => message !== undefined);
const result: ClientResult = { latenciesUs, seconds: measureMs / 1000, ...(failure === undefined ? {} : { failure }) };
process.stdout.write(JSON.stringify(result));

/** One connection until time is up. Resolves to what went wrong, if anything did. */
function drive(): Promise<string | undefined> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true });
    let sentAt = 0;
    const send = (): void => {
      sentAt = performance.now();
      const request = prepared[next % prepared.length];
      next += 1;
      if (request !== undefined) socket.write(request);
    };
    const end = (message?: string): void => {
      resolve(message);
      socket.destroy();
    };
    socket.once('connect', send);
    socket.once('error', (error) => end(error.message));
    onAnswers(socket, (status) => {
      if (status !== 200) return end(`answered with ${String(status)}`);
      const now = performance.now();
      if (sentAt >= measureFrom && now < endAt) latenciesUs.push((now - sentAt) * 1000);
      if (now < endAt) send();
      else end();
    });
  });
}

/** Tells of each whole answer on the connection. Every server here says its body's length. */
function onAnswers(socket: Socket, tell: (status: number) => void): void {
  let missing = 0;
  let head: Buffer = Buffer.alloc(0);
  let status = 0;
  socket.on('data', (chunk: Buffer) => {
    if (missing > 0) missing -= chunk.byteLength;
    else {
      head = head.byteLength === 0 ? chunk : Buffer.concat([head, chunk]);
      const end = head.indexOf('\r\n\r\n');
      if (end < 0) return;
      const lines = head.subarray(0, end).toString('latin1');
      // Lambda answers 200 for a function that failed, too.
      status = /\r\nx-amz-function-error:/i.test(lines) ? 502 : Number(lines.slice(9, 12));
      const length = Number(/\r\ncontent-length: *(\d+)/i.exec(lines)?.[1] ?? 0);
      missing = length - (head.byteLength - end - 4);
      head = Buffer.alloc(0);
    }
    if (missing <= 0) tell(status);
  });
}

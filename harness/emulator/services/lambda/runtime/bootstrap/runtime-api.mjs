/* oxlint-disable typescript/no-unsafe-member-access, typescript/no-unsafe-assignment, typescript/no-unsafe-call, typescript/no-unsafe-argument, typescript/no-unsafe-return, no-console --
   plain JavaScript without types: it runs in every function's process, where reading TypeScript would cost each cold start 25 ms */
import { connect } from 'node:net';

/**
 * The Runtime API's client: HTTP/1.1 with keep-alive over one socket, by hand, because node:http would cost every cold start several
 * milliseconds and every invocation a tenth of one. When the emulator goes away the socket closes, and this process with it.
 */
export class RuntimeApi {
  #socket;
  #host;
  #received = Buffer.alloc(0);
  #waiting;

  constructor(host) {
    this.#host = host;
    const colon = host.lastIndexOf(':');
    this.#socket = connect({ host: host.slice(0, colon), port: Number(host.slice(colon + 1)), noDelay: true });
    this.#socket.on('data', (chunk) => this.#receive(chunk));
    this.#socket.on('error', () => process.exit(1));
    this.#socket.on('close', () => process.exit(1));
  }

  /** Long-polls for the next invocation: `{ headers, body }`. */
  next() {
    return this.#send(`GET /2018-06-01/runtime/invocation/next HTTP/1.1\r\nhost: ${this.#host}\r\n\r\n`);
  }

  respond(requestId, body, headers) {
    return this.#post(`/2018-06-01/runtime/invocation/${requestId}/response`, body, headers);
  }

  fail(requestId, body, errorType, headers) {
    return this.#post(
      `/2018-06-01/runtime/invocation/${requestId}/error`,
      body,
      `lambda-runtime-function-error-type: ${errorType}\r\n${headers}`,
    );
  }

  failInit(body, errorType) {
    return this.#post('/2018-06-01/runtime/init/error', body, `lambda-runtime-function-error-type: ${errorType}\r\n`);
  }

  /** Whether an open socket may keep the process alive: not while a callback handler waits for an empty event loop. */
  hold(alive) {
    if (alive) this.#socket.ref();
    else this.#socket.unref();
  }

  #post(path, body, headers) {
    const bytes = Buffer.from(body);
    const head = `POST ${path} HTTP/1.1\r\nhost: ${this.#host}\r\ncontent-type: application/json\r\ncontent-length: ${bytes.length}\r\n${headers}\r\n`;
    return this.#send(head, bytes);
  }

  #send(head, body) {
    this.#socket.ref();
    return new Promise((resolve) => {
      this.#waiting = resolve;
      if (body === undefined || body.length === 0) this.#socket.write(head, 'latin1');
      else if (body.length < 16_384) this.#socket.write(Buffer.concat([Buffer.from(head, 'latin1'), body]));
      else {
        this.#socket.write(head, 'latin1');
        this.#socket.write(body);
      }
    });
  }

  #receive(chunk) {
    this.#received = this.#received.length === 0 ? chunk : Buffer.concat([this.#received, chunk]);
    const end = this.#received.indexOf('\r\n\r\n');
    if (end < 0) return;
    const lines = this.#received.toString('latin1', 0, end).split('\r\n');
    const headers = {};
    for (let index = 1; index < lines.length; index += 1) {
      const line = lines[index];
      const colon = line.indexOf(':');
      headers[line.slice(0, colon).toLowerCase()] = line.slice(colon + 1).trim();
    }
    const length = Number(headers['content-length'] ?? 0);
    if (this.#received.length < end + 4 + length) return;
    const body = this.#received.subarray(end + 4, end + 4 + length);
    this.#received = this.#received.subarray(end + 4 + length);
    const resolve = this.#waiting;
    this.#waiting = undefined;
    resolve?.({ headers, body });
  }
}

import { request } from 'node:http';
import type { IncomingHttpHeaders, OutgoingHttpHeaders } from 'node:http';
import type { Answer, Headers } from './answer.ts';

export interface Asked {
  readonly method: string;
  /** With its query. */
  readonly path: string;
  readonly headers: Headers;
  readonly bytes: Uint8Array;
}

const limitMs = 30_000;
/** Of one connection alone (RFC 9110, 7.6.1), or made anew for the next. */
const ofTheConnection = new Set(['connection', 'keep-alive', 'transfer-encoding', 'te', 'trailer', 'upgrade', 'host', 'content-length']);

/** Asks what `base` addresses. Rejects where it does not answer. */
export async function ask(base: string, { method, path, headers, bytes }: Asked): Promise<Answer> {
  return await new Promise((resolve, reject) => {
    const length = bytes.byteLength === 0 ? {} : { 'content-length': String(bytes.byteLength) };
    const outgoing = request(
      new URL(path, base),
      { method, headers: { ...outgoingOf(headers), ...length }, timeout: limitMs },
      (incoming) => {
        const chunks: Buffer[] = [];
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
        incoming.once('error', reject);
        incoming.once('end', () =>
          resolve({
            status: incoming.statusCode ?? 0,
            headers: passedOn(incoming.headers),
            bytes: Buffer.concat(chunks),
          }),
        );
      },
    );
    outgoing.once('timeout', () => outgoing.destroy(new Error(`no answer within ${limitMs} ms`)));
    outgoing.once('error', reject);
    outgoing.end(bytes);
  });
}

/** Without those that are one connection's. */
export function passedOn(headers: IncomingHttpHeaders): Headers {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) => (value === undefined || ofTheConnection.has(name) ? [] : [[name, value]])),
  );
}

/** As node:http takes them. */
export function outgoingOf(headers: Headers): OutgoingHttpHeaders {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, typeof value === 'string' ? value : [...value]]));
}

import { type Agent, type IncomingMessage, type OutgoingHttpHeaders, request, type ServerResponse } from 'node:http';
import { pipeline } from 'node:stream';

export interface Upstream {
  readonly agent: Agent;
  readonly host: string;
  readonly port: number;
  readonly path: string;
  readonly headers: OutgoingHttpHeaders | readonly string[];
  /** Who does not answer, where that is so: the start of a sentence. */
  readonly unreachable: string;
}

/** Passes a request on and its answer back, streamed both ways; nothing is tried again. Answers 502 where nobody is there. */
export function passOn(incoming: IncomingMessage, outgoing: ServerResponse, { unreachable, ...to }: Upstream): void {
  const upstream = request({ ...to, method: incoming.method }, (answer) => {
    outgoing.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
    pipeline(answer, outgoing, () => undefined);
  });
  upstream.on('error', (error) => {
    if (!outgoing.headersSent) outgoing.writeHead(502, { 'content-type': 'text/plain' });
    outgoing.end(`${unreachable}: ${error.message}`);
  });
  outgoing.on('close', () => {
    if (!outgoing.writableFinished) upstream.destroy();
  });
  pipeline(incoming, upstream, () => undefined);
}

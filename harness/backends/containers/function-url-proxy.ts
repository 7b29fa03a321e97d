import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pipeline } from 'node:stream';

export interface FunctionUrlProxy extends Disposable {
  /** `http://127.0.0.1:<port>/`. */
  readonly url: string;
}

/**
 * A plain address on 127.0.0.1 for a function URL that LocalStack knows by its Host header only. Streams both ways over connections that are
 * kept; nothing is queued, tried again or changed, so that what is measured through it is LocalStack's.
 */
export async function startFunctionUrlProxy(functionUrl: string, localstackPort: number): Promise<FunctionUrlProxy> {
  const { host } = new URL(functionUrl);
  const agent = new Agent({ keepAlive: true });
  const server = createServer({ keepAliveTimeout: 60_000 }, (incoming, outgoing) => {
    forward(incoming, outgoing, { agent, host, port: localstackPort });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    [Symbol.dispose]: () => {
      server.close();
      server.closeAllConnections();
      agent.destroy();
    },
  };
}

interface Upstream {
  readonly agent: Agent;
  readonly host: string;
  readonly port: number;
}

function forward(incoming: IncomingMessage, outgoing: ServerResponse, { agent, host, port }: Upstream): void {
  const { method, url: path, headers } = incoming;
  const upstream = request({ agent, host: '127.0.0.1', port, method, path, headers: { ...headers, host } }, (answer) => {
    outgoing.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
    pipeline(answer, outgoing, () => undefined);
  });
  upstream.on('error', (error) => {
    if (!outgoing.headersSent) outgoing.writeHead(502, { 'content-type': 'text/plain' });
    outgoing.end(`LocalStack can't be reached: ${error.message}`);
  });
  outgoing.on('close', () => {
    if (!outgoing.writableFinished) upstream.destroy();
  });
  pipeline(incoming, upstream, () => undefined);
}

import { Agent, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { passOn } from '../../backends/pass-on.ts';

/** One of the two that an edge sends requests to, as a load balancer's target group is. */
export interface EdgeTarget {
  /** Reached from here. */
  readonly url: string;
  readonly version: string;
}

export interface EdgeSplit {
  readonly stable: EdgeTarget;
  /** Null where all of the traffic is the stable one's. */
  readonly candidate: (EdgeTarget & { readonly weightPercent: number }) | null;
}

/** A request that was answered, by which version. */
export interface EdgeRequest {
  /** ms since 1970. */
  readonly atMs: number;
  readonly version: string;
  readonly method: string;
  /** Without its query. */
  readonly path: string;
  readonly status: number;
  readonly durationMs: number;
}

export interface WeightedEdgeOptions {
  readonly split: EdgeSplit;
  /** In [0, 1), one a request. */
  readonly draw: () => number;
  readonly now: () => Date;
  readonly answered: (request: EdgeRequest) => void;
}

export interface WeightedEdge extends AsyncDisposable {
  /** `http://127.0.0.1:<port>/`, the same for as long as it is there. */
  readonly url: string;
  readonly split: EdgeSplit;
  /** Of the requests that begin from now on; one that is under way ends where it began. */
  share(split: EdgeSplit): void;
}

/**
 * An address that sends each request to one of two versions, as an Application Load Balancer does with weighted target groups: by chance, with
 * the Host header that the client sent, streamed both ways, and nothing is tried again.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-listeners.html#forward-actions
 */
export async function startWeightedEdge({ split: first, draw, now, answered }: WeightedEdgeOptions): Promise<WeightedEdge> {
  let split = first;
  const agent = new Agent({ keepAlive: true });
  const server = createServer({ keepAliveTimeout: 60_000 }, (incoming, outgoing) => {
    const target = targetOf(split, draw());
    const startedMs = performance.now();
    outgoing.once('finish', () => {
      const { method = 'GET', url = '/' } = incoming;
      const [path = '/'] = url.split('?');
      const { version } = target;
      answered({
        atMs: now().getTime(),
        version,
        method,
        path,
        status: outgoing.statusCode,
        durationMs: performance.now() - startedMs,
      });
    });
    const { hostname: host, port } = new URL(target.url);
    const { url: path = '/', rawHeaders: headers } = incoming;
    const unreachable = `The edge can't reach version ${target.version}`;
    passOn(incoming, outgoing, { agent, host, port: Number(port), path, headers, unreachable });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${String(port)}/`,
    get split() {
      return split;
    },
    share: (next) => {
      split = next;
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
      agent.destroy();
    },
  };
}

function targetOf({ stable, candidate }: EdgeSplit, drawn: number): EdgeTarget {
  return candidate !== null && drawn * 100 < candidate.weightPercent ? candidate : stable;
}

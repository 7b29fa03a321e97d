import type { Measurements, Meter, ServedRequest } from '../../../src/ports/measurements.ts';
import type { StackFunctions } from '../deploy/stack-functions.ts';
import type { Edges, ServedByEdge } from '../edge/edges.ts';

/** Which version served what, as the edge that sent the requests there saw it: it needs no trace of the backend's. */
export class EdgeMeasurements implements Measurements {
  readonly #edges: Edges;
  readonly #functions: Pick<StackFunctions, 'of'>;

  constructor(edges: Edges, functions: Pick<StackFunctions, 'of'>) {
    this.#edges = edges;
    this.#functions = functions;
  }

  async meter(environment: string): Promise<Meter> {
    for (const fn of await this.#functions.of(environment)) await this.#edges.refresh(environment, fn);
    let read = this.#edges.served(environment).length;
    return {
      kind: 'meter',
      read: () => {
        const fresh = this.#edges.served(environment).slice(read);
        read += fresh.length;
        return Promise.resolve(fresh.map(toServed));
      },
    };
  }
}

function toServed({ atMs, place, version, method, path, status, durationMs }: ServedByEdge): ServedRequest {
  return { atMs, function: place, version, request: `${method} ${path}`, failed: status >= 400, status, latencyMs: durationMs };
}

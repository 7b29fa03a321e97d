import type { Measurements, MeasurementsMissing, Meter, ServedRequest } from '../measurements.ts';

export function servedRequest(more: Partial<ServedRequest> = {}): ServedRequest {
  return {
    atMs: 0,
    function: 'CreateFunction',
    version: '2',
    request: 'POST /payments',
    failed: false,
    status: 200,
    latencyMs: 10,
    ...more,
  };
}

/** Hands out what a test puts in, once. */
export class FakeMeasurements implements Measurements {
  missing: MeasurementsMissing | null = null;
  served: ServedRequest[] = [];
  onRead: () => void = () => undefined;

  meter(): Promise<Meter | MeasurementsMissing> {
    return Promise.resolve(this.missing ?? { kind: 'meter', read: () => this.#read() });
  }

  #read(): Promise<readonly ServedRequest[]> {
    this.onRead();
    return Promise.resolve(this.served.splice(0));
  }
}

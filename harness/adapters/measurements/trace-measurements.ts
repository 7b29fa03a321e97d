import { placeOf } from '../../../src/model/deployment.ts';
import type { Measurements, MeasurementsMissing, Meter, ServedRequest } from '../../../src/ports/measurements.ts';
import { sizeOf } from '../checks/written-since.ts';
import type { StackFunction, StackFunctions } from '../deploy/stack-functions.ts';
import { GrowingLines } from './growing-lines.ts';

export interface TraceMeasurementsOptions {
  /** The backend's trace; null where it keeps none. */
  readonly trace: string | null;
  readonly functions: Pick<StackFunctions, 'of'>;
  readonly accountOf: (environment: string) => string;
}

/** Which version served what, from the lines that the emulator's trace has of each request to a function URL. */
export class TraceMeasurements implements Measurements {
  readonly #options: TraceMeasurementsOptions;

  constructor(options: TraceMeasurementsOptions) {
    this.#options = options;
  }

  async meter(environment: string): Promise<Meter | MeasurementsMissing> {
    const { trace, functions, accountOf } = this.#options;
    if (trace === null) {
      return { kind: 'missing', lacking: 'call-trace', reason: 'this backend does not say which version of a function served a request' };
    }
    const account = accountOf(environment);
    const known = await functions.of(environment);
    const lines = new GrowingLines(trace, sizeOf(trace));
    return { kind: 'meter', read: () => Promise.resolve(lines.read().flatMap((line) => servedIn(line, account, known))) };
  }
}

interface UrlRequestLine {
  readonly at: string;
  readonly kind: string;
  readonly account: string;
  readonly region: string;
  readonly function: string;
  readonly qualifier?: string;
  readonly executedVersion: string | null;
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly durationMs: number;
}

/** Traffic is what goes through the alias that the rollout moves: a smoke test of one version alone is none. */
function servedIn(line: string, account: string, known: readonly StackFunction[]): readonly ServedRequest[] {
  if (!line.includes('"kind":"url-request"') || !line.endsWith('}')) return [];
  const read = JSON.parse(line) as UrlRequestLine;
  const fn = known.find((each) => isOf(each, read));
  if (fn === undefined || read.account !== account) return [];
  return [
    {
      atMs: Date.parse(read.at),
      function: placeOf({ function: fn.logicalId, ...(fn.region === undefined ? {} : { region: fn.region }) }),
      version: read.executedVersion,
      request: `${read.method} ${read.path}`,
      failed: read.status >= 400,
      status: read.status,
      latencyMs: read.durationMs,
    },
  ];
}

function isOf({ physicalId, alias, region }: StackFunction, line: UrlRequestLine): boolean {
  return physicalId === line.function && alias === (line.qualifier ?? '$LATEST') && (region === undefined || region === line.region);
}

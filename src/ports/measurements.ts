/** What each version of an environment's functions serves, request by request. */
export interface Measurements {
  meter(environment: string): Promise<Meter | MeasurementsMissing>;
}

export interface Meter {
  readonly kind: 'meter';
  /** What was served since the last call, or since the meter was made, oldest first. */
  read(): Promise<readonly ServedRequest[]>;
}

/** Nobody on this backend knows which version served what. */
export interface MeasurementsMissing {
  readonly kind: 'missing';
  /** The capability: `call-trace`. */
  readonly lacking: string;
  readonly reason: string;
}

export interface ServedRequest {
  /** When it was answered, ms since 1970 by the wall's clock. */
  readonly atMs: number;
  /** As `placeOf` names it: its logical id, with the region where there are several. */
  readonly function: string;
  /** Null where no version came to serve it: it was throttled, or refused. */
  readonly version: string | null;
  /** `GET /payments/7`; a function that was invoked otherwise has none. */
  readonly request: string | null;
  /** As k6 counts by itself: an answer of 400 or more, or none. */
  readonly failed: boolean;
  /** Of HTTP. */
  readonly status: number;
  readonly latencyMs: number;
}

import type { Fault } from '../model/fault.ts';

/** Makes things go wrong in an environment, and right again. Nothing but what was planted changes. */
export interface Faults {
  /** The capability for want of which nothing can be planted here; null where faults can be. */
  readonly lacking: string | null;
  /** In effect when it resolves. Whoever plants disposes of it, also after a throw. */
  plant(environment: string, fault: Fault): Promise<PlantedFault>;
  /** Takes away what a process left here that was killed. Does nothing where nothing is left. */
  clear(environment: string): Promise<void>;
}

export interface PlantedFault extends AsyncDisposable {
  /** ISO 8601 UTC, of the moment from which on it was in effect. */
  readonly since: string;
  /** Takes it away; doing it twice changes nothing. */
  remove(): Promise<void>;
}

import type { StandIn } from './serve.ts';

/** What is kept of a world's stand-ins, so that a later process serves the same at the same addresses, or ends them. */
export interface ExternalsFile {
  /** Null where they are down. */
  readonly pid: number | null;
  readonly standIns: readonly StandIn[];
}

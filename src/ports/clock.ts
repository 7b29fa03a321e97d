export interface Clock {
  now(): Date;
  /** Milliseconds since 1970 by this machine's own clock, whatever `now` was moved to: what users' requests are stamped with. */
  wallMs(): number;
  /** Milliseconds from a fixed point; never goes back. */
  elapsedMs(): number;
}

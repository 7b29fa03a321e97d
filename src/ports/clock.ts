export interface Clock {
  now(): Date;
  /** Milliseconds from a fixed point; never goes back. */
  elapsedMs(): number;
}

/** The calendar that `--pace` compresses: bakes, soaks, standby and windows pass on it. Load, detection and rollback are on the wall's clock. */
export interface PacedClock {
  /** So many times as fast as the wall's. */
  readonly pace: number;
  now(): Date;
  /** How long paced time lasts on the wall. */
  wallMs(pacedMs: number): number;
  /** Ends after that much of the wall's time. Rejects where the run is stopped meanwhile. */
  sleep(wallMs: number): Promise<void>;
}

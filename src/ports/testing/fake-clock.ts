import type { Clock } from '../clock.ts';

/** Stands still until it is told to go on. */
export class FakeClock implements Clock {
  /** How far the calendar was moved from the wall's clock. */
  offsetMs = 0;
  #elapsed = 0;

  now(): Date {
    return new Date(this.wallMs() + this.offsetMs);
  }

  wallMs(): number {
    return Date.UTC(2026, 0, 1) + this.#elapsed;
  }

  elapsedMs(): number {
    return this.#elapsed;
  }

  advance(forMs: number): void {
    this.#elapsed += forMs;
  }
}

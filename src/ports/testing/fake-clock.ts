import type { Clock } from '../clock.ts';

/** Stands still until it is told to go on. */
export class FakeClock implements Clock {
  #elapsed = 0;

  now(): Date {
    return new Date(Date.UTC(2026, 0, 1) + this.#elapsed);
  }

  wallMs(): number {
    return this.now().getTime();
  }

  elapsedMs(): number {
    return this.#elapsed;
  }

  advance(forMs: number): void {
    this.#elapsed += forMs;
  }
}

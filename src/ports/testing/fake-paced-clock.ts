import type { PacedClock } from '../paced-clock.ts';
import type { FakeClock } from './fake-clock.ts';

/** Sleeping moves the wall's fake clock on, at once. */
export class FakePacedClock implements PacedClock {
  readonly #wall: FakeClock;
  pace = 1;
  onSleep: (wallMs: number) => void | Promise<void> = () => undefined;

  constructor(wall: FakeClock) {
    this.#wall = wall;
  }

  now(): Date {
    return new Date(Date.UTC(2026, 0, 1) + this.#wall.elapsedMs() * this.pace);
  }

  wallMs(pacedMs: number): number {
    return pacedMs / this.pace;
  }

  async sleep(wallMs: number): Promise<void> {
    this.#wall.advance(wallMs);
    await this.onSleep(wallMs);
  }
}

import type { Traffic, UserRequest } from '../ports/load-runner.ts';
import type { Ports } from '../ports/ports.ts';

const betweenLooksMs = 40;

/** What users see, as far as it is known by now. */
export class UsersSeen {
  readonly #traffic: Pick<Traffic, 'read'>;
  readonly #ports: Pick<Ports, 'clock' | 'paced'>;
  readonly #requests: UserRequest[] = [];

  constructor(traffic: Pick<Traffic, 'read'>, ports: Pick<Ports, 'clock' | 'paced'>) {
    this.#traffic = traffic;
    this.#ports = ports;
  }

  get requests(): readonly UserRequest[] {
    return this.#requests;
  }

  /** Looks until `found` finds something in all that was seen; null where it hasn't after `limitMs` of the wall's time. */
  async until<Found>(found: (requests: readonly UserRequest[]) => Found | null, limitMs: number): Promise<Found | null> {
    const { clock, paced } = this.#ports;
    const endMs = clock.elapsedMs() + limitMs;
    for (;;) {
      this.#requests.push(...(await this.#traffic.read()));
      const hit = found(this.#requests);
      if (hit !== null || clock.elapsedMs() >= endMs) return hit;
      await paced.sleep(betweenLooksMs);
    }
  }
}

export function startedMs({ atMs, latencyMs }: UserRequest): number {
  return atMs - latencyMs;
}

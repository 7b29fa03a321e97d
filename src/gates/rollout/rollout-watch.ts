import { type DeployedFunction, placeOf } from '../../model/deployment.ts';
import type { Traffic, UserRequest } from '../../ports/load-runner.ts';
import type { Meter, ServedRequest } from '../../ports/measurements.ts';

export interface WatchedSides {
  readonly to: readonly DeployedFunction[];
  readonly previous: readonly DeployedFunction[];
}

/** What both sides of a rollout serve, and what users see of it, step by step. */
export class RolloutWatch {
  readonly #meter: Meter;
  readonly #traffic: Pick<Traffic, 'read'>;
  readonly #sides: WatchedSides;
  candidate: ServedRequest[] = [];
  stable: ServedRequest[] = [];
  users: UserRequest[] = [];
  /** Answered 429, which no version counts as its own. */
  throttled: ServedRequest[] = [];
  /** All of the rollout, for the picture of it. */
  readonly whole: (ServedRequest & { readonly side: 'candidate' | 'stable' })[] = [];

  constructor(meter: Meter, traffic: Pick<Traffic, 'read'>, sides: WatchedSides) {
    this.#meter = meter;
    this.#traffic = traffic;
    this.#sides = sides;
  }

  /** What was served before counts for the step before. */
  async begin(): Promise<void> {
    await this.read();
    this.candidate = [];
    this.stable = [];
    this.users = [];
    this.throttled = [];
  }

  async read(): Promise<void> {
    for (const request of await this.#meter.read()) {
      if (request.status === 429) this.throttled.push(request);
      const side = this.#sideOf(request);
      if (side === null) continue;
      this[side].push(request);
      this.whole.push({ ...request, side });
    }
    this.users.push(...(await this.#traffic.read()));
  }

  /** A function that the release does not change is on neither side, nor is what no version served. */
  #sideOf({ function: name, version }: ServedRequest): 'candidate' | 'stable' | null {
    const { to, previous } = this.#sides;
    const [next, before] = [to, previous].map((side) => side.find((each) => placeOf(each) === name)?.version);
    if (version === null || next === before) return null;
    return version === next ? 'candidate' : version === before ? 'stable' : null;
  }
}

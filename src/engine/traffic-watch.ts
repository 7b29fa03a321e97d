import type { LoadFailure, LoadRunner, Traffic, TrafficSeen } from '../ports/load-runner.ts';

/** Users' traffic on one environment, from before its rollout until its stage has ended or was rolled back. */
export class TrafficWatch {
  readonly #load: LoadRunner;
  #flowing: Traffic | null = null;

  constructor(load: LoadRunner) {
    this.#load = load;
  }

  /** What flows now; null where nothing does. */
  get flowing(): Pick<Traffic, 'read'> | null {
    return this.#flowing;
  }

  /** Lets traffic flow where it doesn't yet; says why where it can't. */
  async start(environment: string): Promise<LoadFailure | null> {
    if (this.#flowing !== null) return null;
    const started = await this.#load.startTraffic(environment);
    if (started.kind !== 'flowing') return started;
    this.#flowing = started;
    return null;
  }

  /** What users saw; null where no traffic flowed. */
  async stop(): Promise<TrafficSeen | null> {
    const flowing = this.#flowing;
    this.#flowing = null;
    return flowing === null ? null : flowing.stop();
  }
}

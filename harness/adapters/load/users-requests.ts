import type { UserRequest } from '../../../src/ports/load-runner.ts';
import type { Sample } from '../../load/index.ts';

/** k6 writes a request's points together, one for how long it took and then one for whether it failed: what one read cut apart, the next one joins. */
export class UsersRequests {
  readonly #waiting: Sample[] = [];

  /** Requests that are whole by now. Set-up is no traffic. */
  add(samples: readonly Sample[]): readonly UserRequest[] {
    const whole: UserRequest[] = [];
    for (const sample of samples) {
      if (sample.group.startsWith('::setup') || sample.group.startsWith('::teardown')) continue;
      if (sample.metric === 'http_req_duration') this.#waiting.push(sample);
      if (sample.metric !== 'http_req_failed') continue;
      const duration = this.#waiting.shift();
      if (duration !== undefined)
        whole.push({ atMs: duration.atMs, route: duration.route, failed: sample.value > 0, latencyMs: duration.value });
    }
    return whole;
  }
}

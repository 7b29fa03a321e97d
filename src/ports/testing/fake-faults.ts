import type { Fault } from '../../model/fault.ts';
import type { Clock } from '../clock.ts';
import type { Faults, PlantedFault } from '../faults.ts';

/** Keeps what is planted until it is taken away; a test acts on `onChange`. */
export class FakeFaults implements Faults {
  readonly #clock: Clock;
  readonly planted = new Set<Fault>();
  readonly calls: string[] = [];
  lacking: string | null = null;
  failure: Error | null = null;
  onChange: () => void = () => undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  plant(environment: string, fault: Fault): Promise<PlantedFault> {
    this.calls.push(`plant ${environment} ${fault.kind}`);
    if (this.failure !== null) return Promise.reject(this.failure);
    this.planted.add(fault);
    this.onChange();
    const remove = (): Promise<void> => {
      if (!this.planted.delete(fault)) return Promise.resolve();
      this.calls.push(`remove ${environment} ${fault.kind}`);
      this.onChange();
      return Promise.resolve();
    };
    return Promise.resolve({ since: this.#clock.now().toISOString(), remove, [Symbol.asyncDispose]: remove });
  }

  clear(environment: string): Promise<void> {
    this.calls.push(`clear ${environment}`);
    this.planted.clear();
    return Promise.resolve();
  }
}

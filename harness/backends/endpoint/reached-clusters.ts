import { type Relay, startRelay } from './relay.ts';

export interface Address {
  readonly host: string;
  readonly port: number;
}

/** Where functions find the databases of this machine: at the databases' own addresses, or through a relay each at one that they reach. */
export class ReachedClusters implements Disposable {
  readonly #at: string | null;
  readonly #relays = new DisposableStack();
  readonly #known = new Map<string, Address>();

  constructor(at: string | null) {
    this.#at = at;
  }

  /** Than 127.0.0.1. */
  get isElsewhere(): boolean {
    return this.#at !== null;
  }

  async add(environment: string, port: number): Promise<void> {
    this.#known.set(environment, await this.#addressOf(port));
  }

  of(environment: string): Address {
    const found = this.#known.get(environment);
    if (found === undefined) throw new Error(`${environment} has no Postgres`);
    return found;
  }

  /** Of a copy; it is reached until disposed of. */
  async passing(port: number): Promise<Address & Disposable> {
    return this.#at === null ? { host: '127.0.0.1', port, [Symbol.dispose]: () => undefined } : await startRelay(this.#at, port);
  }

  async #addressOf(port: number): Promise<Address> {
    if (this.#at === null) return { host: '127.0.0.1', port };
    const relay: Relay = this.#relays.use(await startRelay(this.#at, port));
    return { host: relay.host, port: relay.port };
  }

  [Symbol.dispose](): void {
    this.#relays.dispose();
  }
}

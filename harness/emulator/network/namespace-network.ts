import { mkdirSync, watch } from 'node:fs';
import type { FSWatcher } from 'node:fs';
import type { Socket } from 'node:net';
import type { AccountNetwork, FunctionNetwork, TakeConnection } from '../kernel/function-network.ts';
import { Namespace } from './namespace.ts';
import type { Doors } from './namespace.ts';
import { reachablePorts } from './reachable-ports.ts';
import { relayTo } from './relay-to.ts';
import type { Way } from './ways.ts';

interface Door {
  /** Null where every account has it. */
  readonly account: string | null;
  readonly port: number;
  readonly take: TakeConnection;
}

/** A network namespace for the functions of each account. */
export class NamespaceNetwork implements FunctionNetwork, AsyncDisposable {
  readonly #way: Way;
  readonly #reachable: string;
  readonly #doors = new Set<Door>();
  readonly #namespaces = new Map<string, Promise<Namespace>>();
  readonly #watcher: FSWatcher;

  /** `reachable` is the folder that says which ports are reachable that are none of the emulator's own. */
  constructor(way: Way, reachable: string) {
    this.#way = way;
    this.#reachable = reachable;
    mkdirSync(reachable, { recursive: true });
    // For the functions that run. Where it fails, the next function's start fails too, and says so.
    this.#watcher = watch(reachable, { persistent: false }, () => void this.#bringUpToDate(null).catch(() => undefined));
  }

  async of(account: string): Promise<AccountNetwork> {
    const known = this.#namespaces.get(account);
    if (known === undefined) return await this.#make(account);
    const namespace = await known;
    // Whoever let it reach something and then calls it relies on that.
    await namespace.serve(this.#doorsOf(account));
    return namespace;
  }

  async open(account: string | null, port: number, take: TakeConnection): Promise<AsyncDisposable> {
    const door = { account, port, take };
    this.#doors.add(door);
    await this.#bringUpToDate(account);
    return {
      [Symbol.asyncDispose]: async () => {
        this.#doors.delete(door);
        await this.#bringUpToDate(account);
      },
    };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#watcher.close();
    const made = await Promise.allSettled(this.#namespaces.values());
    this.#namespaces.clear();
    for (const outcome of made) if (outcome.status === 'fulfilled') await outcome.value[Symbol.asyncDispose]();
  }

  async #make(account: string): Promise<Namespace> {
    const making = Namespace.make(this.#way, this.#doorsOf(account));
    this.#namespaces.set(account, making);
    // The next function that starts tries again.
    making.catch(() => this.#namespaces.delete(account));
    const namespace = await making;
    // What was opened while it was made.
    await namespace.serve(this.#doorsOf(account));
    return namespace;
  }

  async #bringUpToDate(account: string | null): Promise<void> {
    const concerned = [...this.#namespaces].filter(([owner]) => account === null || owner === account);
    await Promise.all(concerned.map(async ([owner, namespace]) => (await namespace).serve(this.#doorsOf(owner))));
  }

  #doorsOf(account: string): Doors {
    const doors = new Map<number, (connection: Socket) => void>();
    for (const port of reachablePorts(this.#reachable, account)) doors.set(port, relayTo(port));
    for (const door of this.#doors) {
      if (door.account === null || door.account === account) doors.set(door.port, (connection) => door.take(connection, account));
    }
    return doors;
  }
}

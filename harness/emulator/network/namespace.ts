import { closeSync, openSync } from 'node:fs';
import type { Socket } from 'node:net';
import type { AccountNetwork, ListeningInside, ProgramStart } from '../kernel/function-network.ts';
import { AcceptedPort } from './accepted-port.ts';
import { BroughtOut } from './brought-out.ts';
import { InsideProcess } from './inside-process.ts';
import { SharedListener } from './shared-listener.ts';
import type { NamespaceName, Way } from './ways.ts';

/** Who takes the connections to which port. */
export type Doors = ReadonlyMap<number, (connection: Socket) => void>;

/**
 * One account's network: a loopback of its own, and nothing else. What is reachable in it are sockets that listen in there and are accepted
 * out here, so that a connection costs what it costs on this machine's loopback.
 *
 * It is held by file descriptors of this process and by the processes in it: when they are gone, by whatever signal, so is it.
 */
export class Namespace implements AccountNetwork, AsyncDisposable {
  readonly #way: Way;
  readonly #files: ReadonlyMap<NamespaceName, number>;
  readonly #ports = new Map<number, AcceptedPort>();
  readonly #broughtOut = new BroughtOut((program, args) => this.command(program, args));
  #listener: SharedListener | undefined;
  #doors: Doors = new Map();
  /** One change after the other. */
  #turn: Promise<void> = Promise.resolve();

  private constructor(way: Way, files: ReadonlyMap<NamespaceName, number>) {
    this.#way = way;
    this.#files = files;
  }

  /** @throws NamespaceError where the system doesn't let it be made, or where a port in it can't be had. */
  static async make(way: Way, doors: Doors): Promise<Namespace> {
    await using inside = new InsideProcess((program, args) => way.make(program, args));
    await inside.ready();
    const files = way.namespaces.map((name) => [name, openSync(`/proc/${inside.pid}/ns/${name}`, 'r')] as const);
    const namespace = new Namespace(way, new Map(files));
    try {
      await namespace.#open(doors, inside);
      // After the ports that have to be had: this one may be any.
      const { server, port } = await inside.listen('0.0.0.0', 0);
      namespace.#listener = new SharedListener(server, port);
      return namespace;
    } catch (error) {
      await namespace[Symbol.asyncDispose]();
      throw error;
    }
  }

  command(program: string, args: readonly string[]): ProgramStart {
    const files = Object.fromEntries([...this.#files].map(([name, file]) => [name, `/proc/${process.pid}/fd/${file}`]));
    return this.#way.enter(files, program, args);
  }

  /** From here on these ports are open in there, and no others. */
  async serve(doors: Doors): Promise<void> {
    const turn = this.#turn.then(() => this.#change(doors));
    // Whoever asked for it is told, and the next one has its own turn.
    this.#turn = turn.catch(() => undefined);
    await turn;
  }

  listen(take: (connection: Socket) => void): Promise<ListeningInside> {
    if (this.#listener === undefined) throw new Error('The namespace is not made yet.');
    return Promise.resolve(this.#listener.listen(take));
  }

  bringOut(port: number): Promise<AsyncDisposable> {
    return this.#broughtOut.open(port);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#turn;
    await this.#broughtOut[Symbol.asyncDispose]();
    for (const port of this.#ports.values()) port.close();
    this.#listener?.close();
    for (const file of this.#files.values()) closeSync(file);
  }

  async #change(doors: Doors): Promise<void> {
    for (const [number, port] of this.#ports) {
      if (doors.has(number)) continue;
      this.#ports.delete(number);
      port.close();
    }
    this.#doors = doors;
    if ([...doors.keys()].every((port) => this.#ports.has(port))) return;
    await using inside = new InsideProcess((program, args) => this.command(program, args));
    await this.#open(doors, inside);
  }

  async #open(doors: Doors, inside: InsideProcess): Promise<void> {
    this.#doors = doors;
    for (const number of doors.keys()) {
      if (this.#ports.has(number)) continue;
      const { server } = await inside.listen('127.0.0.1', number);
      this.#ports.set(number, new AcceptedPort(server, (connection) => this.#doors.get(number)?.(connection)));
    }
  }
}

import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { Server } from 'node:net';
import type { Socket } from 'node:net';
import { fileURLToPath } from 'node:url';
import type { ProgramStart } from '../kernel/function-network.ts';

interface Answer {
  readonly id: number;
  readonly port?: number;
  readonly error?: string;
  readonly outcome?: string;
}

interface Answered extends Answer {
  readonly handle: unknown;
}

interface Waiting {
  readonly resolve: (answer: Answered) => void;
  readonly reject: (reason: Error) => void;
  readonly late: NodeJS.Timeout;
}

/** Why nothing can be done inside a namespace. */
export class NamespaceError extends Error {}

/** How long a namespace may take: it is made in 50 ms. */
const patienceMs = 10_000;

/**
 * A process inside a namespace for as long as something is to be done there. It ends with this one, by whatever signal: it watches the channel
 * between the two.
 */
export class InsideProcess implements AsyncDisposable {
  readonly #child: ChildProcess;
  readonly #waiting = new Map<number, Waiting>();
  readonly #gone: Promise<void>;
  #said = '';
  #count = 0;

  /** `enter` says how a program is started in there. */
  constructor(enter: (program: string, args: readonly string[]) => ProgramStart) {
    const { program, args } = enter(process.execPath, [script]);
    // In a group of its own: a terminal's Ctrl-C is the emulator's to handle.
    const child = spawn(program, args, { stdio: ['ignore', 'ignore', 'pipe', 'ipc'], env: environment, detached: true });
    this.#child = child;
    child.stderr?.on('data', (chunk: Buffer) => (this.#said += chunk.toString()));
    child.on('message', (answer: Answer, handle) => this.#settle({ ...answer, handle }));
    // Not by `close`: a process with which sockets were exchanged never has it.
    const exited = new Promise<string>((resolve) => {
      child.once('exit', () => resolve('it ended'));
      child.once('error', ({ message }) => resolve(message));
    });
    const read = new Promise((resolve) => (child.stderr ?? child).once('close', resolve));
    this.#gone = Promise.all([exited, read]).then(([why]) => this.#fail(why));
  }

  /** Resolves when it runs inside: before, its process number still stands for where it came from. */
  ready(): Promise<void> {
    return this.#ask({ kind: 'ready', port: 0 }).then(() => undefined);
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  /** A socket that listens inside, and whose connections are accepted here. Port 0 takes a free one. */
  async listen(host: string, port: number): Promise<{ readonly server: Server; readonly port: number }> {
    const answer = await this.#ask({ kind: 'listen', host, port });
    if (answer.error !== undefined) throw new NamespaceError(`${host}:${port} can't be had in a function's network: ${answer.error}.`);
    if (!(answer.handle instanceof Server) || answer.port === undefined) throw new NamespaceError('No socket came out of a namespace.');
    return { server: answer.handle, port: answer.port };
  }

  /** `connected`, or the error's code. */
  async connect(port: number): Promise<string> {
    return (await this.#ask({ kind: 'connect', port })).outcome ?? '';
  }

  /** Joins a connection that was made outside to a port inside. */
  join(port: number, connection: Socket): void {
    this.#child.send({ kind: 'join', port }, connection, {}, () => undefined);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#child.connected) this.#child.disconnect();
    await this.#gone;
  }

  #ask(wish: { readonly kind: string; readonly host?: string; readonly port: number }): Promise<Answered> {
    this.#count += 1;
    const id = this.#count;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject, late: setTimeout(() => this.#child.kill('SIGKILL'), patienceMs) });
      if (this.#child.connected) this.#child.send({ ...wish, id }, () => undefined);
      else this.#fail('it did not start');
    });
  }

  #settle(answer: Answered): void {
    const waiting = this.#waiting.get(answer.id);
    clearTimeout(waiting?.late);
    this.#waiting.delete(answer.id);
    waiting?.resolve(answer);
  }

  #fail(why: string): void {
    const [said = ''] = this.#said.trim().split('\n');
    const reason = new NamespaceError(said === '' ? why : said);
    for (const { reject, late } of this.#waiting.values()) {
      clearTimeout(late);
      reject(reason);
    }
    this.#waiting.clear();
  }
}

const script = fileURLToPath(new URL('inside.mjs', import.meta.url));
/** `ip` is often in /usr/sbin, which is not on everybody's path. NODE_OPTIONS are for the emulator and not for this. */
const environment = { PATH: `${process.env['PATH'] ?? ''}:/usr/local/sbin:/usr/sbin:/sbin:/usr/bin:/bin` };

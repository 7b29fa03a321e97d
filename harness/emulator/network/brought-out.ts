import { createServer } from 'node:net';
import type { ProgramStart } from '../kernel/function-network.ts';
import { InsideProcess } from './inside-process.ts';

interface Brought {
  users: number;
  readonly opened: Promise<AsyncDisposable>;
}

/** Ports of a namespace that are reached from outside, each for as long as somebody uses it. */
export class BroughtOut implements AsyncDisposable {
  readonly #enter: (program: string, args: readonly string[]) => ProgramStart;
  readonly #ports = new Map<number, Brought>();

  constructor(enter: (program: string, args: readonly string[]) => ProgramStart) {
    this.#enter = enter;
  }

  /** Rejects where the port is taken out here. */
  async open(port: number): Promise<AsyncDisposable> {
    const brought = this.#ports.get(port) ?? { users: 0, opened: joined(port, this.#enter) };
    this.#ports.set(port, brought);
    brought.users += 1;
    const release = async (): Promise<void> => {
      brought.users -= 1;
      if (brought.users > 0) return;
      this.#ports.delete(port);
      await (await brought.opened)[Symbol.asyncDispose]();
    };
    try {
      await brought.opened;
    } catch (error) {
      this.#ports.delete(port);
      throw error;
    }
    return { [Symbol.asyncDispose]: release };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const opened = [...this.#ports.values()];
    this.#ports.clear();
    await Promise.all(opened.map(async (brought) => (await brought.opened)[Symbol.asyncDispose]()));
  }
}

/** Listens out here, and hands each connection to a process inside that goes on to the port there. */
async function joined(port: number, enter: (program: string, args: readonly string[]) => ProgramStart): Promise<AsyncDisposable> {
  const server = createServer({ pauseOnConnect: true });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  server.unref();
  const inside = new InsideProcess(enter);
  server.on('connection', (connection) => inside.join(port, connection));
  return {
    async [Symbol.asyncDispose]() {
      server.close();
      await inside[Symbol.asyncDispose]();
    },
  };
}

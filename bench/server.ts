import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** What a server under the bench tells its parent. */
export type ServerMessage =
  | { readonly kind: 'ready'; readonly port: number; readonly accessKeyId: string; readonly secretAccessKey: string }
  | ({ readonly kind: 'usage' } & Usage);

export interface Usage {
  /** CPU time so far, user and system. */
  readonly cpuMs: number;
  readonly residentMib: number;
}

/** A server in a process of its own. */
export interface BenchServer extends AsyncDisposable {
  readonly port: number;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  /** Of its process, not of its children. */
  usage(): Promise<Usage>;
}

/** Starts `program` (a file beside this one) and waits until it listens. */
export async function startServer(program: string, ...args: readonly string[]): Promise<BenchServer> {
  const child = fork(fileURLToPath(new URL(program, import.meta.url)), args, { execArgv: [] });
  const said: ServerMessage[] = [];
  let wake = (): void => undefined;
  child.on('message', (message: ServerMessage) => {
    said.push(message);
    wake();
  });
  child.once('exit', () => wake());
  const message = async (): Promise<ServerMessage> => {
    if (said.length === 0) {
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
    const first = said.shift();
    if (first === undefined) throw new Error(`${program} ended before it had answered.`);
    return first;
  };
  const ready = await message();
  if (ready.kind !== 'ready') throw new Error(`${program} did not say its port first.`);
  const { port, accessKeyId, secretAccessKey } = ready;
  return {
    port,
    credentials: { accessKeyId, secretAccessKey },
    async usage() {
      child.send('usage');
      const answer = await message();
      if (answer.kind !== 'usage') throw new Error(`${program} did not say what it used.`);
      return answer;
    },
    async [Symbol.asyncDispose]() {
      const gone = once(child, 'exit');
      child.disconnect();
      await gone;
    },
  };
}

/** For the other end: announces the port, says what it uses when asked, and ends as `stop` says when the parent lets go. */
export function serveParent(port: number, credentials: BenchServer['credentials'], stop: () => Promise<void>): void {
  tell({ kind: 'ready', port, ...credentials });
  process.on('message', () => {
    const { user, system } = process.cpuUsage();
    tell({ kind: 'usage', cpuMs: (user + system) / 1000, residentMib: process.memoryUsage.rss() / 2 ** 20 });
  });
  process.once('disconnect', () => {
    stop().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  });
}

function tell(message: ServerMessage): void {
  process.send?.(message);
}

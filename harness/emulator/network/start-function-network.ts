import { createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import type { FunctionNetwork } from '../kernel/function-network.ts';
import { InsideProcess, NamespaceError } from './inside-process.ts';
import { NamespaceNetwork } from './namespace-network.ts';
import { Namespace } from './namespace.ts';
import { sharedNetwork } from './shared-network.ts';
import { waysHere } from './ways.ts';
import type { Way } from './ways.ts';

export type NetworkOption =
  /** Functions are in this machine's network. */
  | { readonly kind: 'shared' }
  /**
   * The functions of each account are in a network of their own, where this machine lets that be made. In it they reach the emulator, the
   * function URLs and HTTP APIs of their account, and the ports of 127.0.0.1 that a `*.json` in the folder `reachable` has for the account:
   * `{"111111111111": [5432]}`. The folder is watched.
   */
  | { readonly kind: 'namespaces'; readonly reachable: string };

/** What came of it, and how long it took to find out. */
export type NetworkKind =
  | { readonly kind: 'namespaces'; readonly durationMs: number }
  | { readonly kind: 'shared'; readonly because: string; readonly durationMs: number };

export interface StartedNetwork extends FunctionNetwork, AsyncDisposable {
  /** Known when it was tried. */
  readonly kind: Promise<NetworkKind>;
}

/** Tries what this machine can, and never assumes it; whoever asks for a network meanwhile waits. */
export function startFunctionNetwork(option: NetworkOption): StartedNetwork {
  const started = start(option);
  return {
    kind: started.then(({ kind }) => kind),
    of: async (account) => (await started).network.of(account),
    open: async (account, port, take) => (await started).network.open(account, port, take),
    [Symbol.asyncDispose]: async () => (await started).network[Symbol.asyncDispose](),
  };
}

interface Started {
  readonly kind: NetworkKind;
  readonly network: FunctionNetwork & AsyncDisposable;
}

async function start(option: NetworkOption): Promise<Started> {
  if (option.kind === 'shared') return shared('no other was asked for');
  if (process.platform !== 'linux') return shared(`${process.platform} has no network namespaces`);
  const startedMs = performance.now();
  const durationMs = (): number => Math.round(performance.now() - startedMs);
  const tried: string[] = [];
  for (const way of possibleWays(tried)) {
    try {
      await prove(way);
      return { kind: { kind: 'namespaces', durationMs: durationMs() }, network: new NamespaceNetwork(way, option.reachable) };
    } catch (error) {
      tried.push(error instanceof Error ? error.message : String(error));
    }
  }
  return shared([...new Set(tried)].join('; '), durationMs());
}

function shared(because: string, durationMs = 0): Started {
  return { kind: { kind: 'shared', because, durationMs }, network: sharedNetwork };
}

function possibleWays(tried: string[]): readonly Way[] {
  try {
    return waysHere();
  } catch (error) {
    tried.push(error instanceof Error ? error.message : String(error));
    return [];
  }
}

/** Makes one, goes into it, and looks what is reachable there: what was let in, and nothing that listens out here. */
async function prove(way: Way): Promise<void> {
  const outside = createServer();
  await new Promise<void>((resolve) => outside.listen(0, '127.0.0.1', resolve));
  const { port: shut } = outside.address() as AddressInfo;
  // Any other: nothing else is in there.
  const letIn = shut === 1024 ? 1025 : 1024;
  try {
    await using namespace = await Namespace.make(way, new Map([[letIn, (connection: Socket) => connection.end()]]));
    await using inside = new InsideProcess((program, args) => namespace.command(program, args));
    const [open, closed] = [await inside.connect(letIn), await inside.connect(shut)];
    if (open !== 'connected') throw new NamespaceError(`what was let into a network namespace is not reachable there (${open})`);
    if (closed === 'connected') throw new NamespaceError('this machine is reachable from inside a network namespace');
  } finally {
    outside.close();
  }
}

import type { Socket } from 'node:net';
import { listen, serveConnections } from './http/listen.ts';
import type { HttpHandler, HttpRequest, HttpResponse, ListeningHttp } from './kernel/context.ts';
import type { FunctionNetwork } from './kernel/function-network.ts';

/** Listens on this machine, and at the same address in the network of the account's functions; in every account's where that is null. */
export async function listenEverywhere(
  network: FunctionNetwork,
  { port, account }: { readonly port: number; readonly account: string | null },
  handler: HttpHandler,
  onError: (error: unknown) => void,
): Promise<ListeningHttp> {
  await using opened = new AsyncDisposableStack();
  const listening = opened.use(await listen(port, handler, onError));
  opened.use(await network.open(account, listening.port, (connection) => listening.serve(connection)));
  const both = opened.move();
  return { port: listening.port, [Symbol.asyncDispose]: () => both.disposeAsync() };
}

/** The emulator's own port: `from` is the account whose function asks, where that has a network of its own. */
export async function listenForAll(
  network: FunctionNetwork,
  port: number,
  answer: (request: HttpRequest, from?: string) => Promise<HttpResponse>,
  onError: (error: unknown) => void,
): Promise<ListeningHttp> {
  const listening = await listen(port, (request) => answer(request), onError);
  const doors = new Map<string, (connection: Socket) => void>();
  await network.open(null, listening.port, (connection, account) => {
    const door = doors.get(account) ?? serveConnections((request) => answer(request, account), onError);
    doors.set(account, door);
    door(connection);
  });
  return listening;
}

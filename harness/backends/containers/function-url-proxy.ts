import { Agent, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { passOn } from '../pass-on.ts';
import type { FunctionAddress } from './emulators/function-address.ts';
import { Turns } from './turns.ts';

const unreachable = "The emulator can't be reached";

export interface FunctionUrlProxy extends Disposable {
  /** `http://127.0.0.1:<port>/`. */
  readonly url: string;
}

/**
 * A plain address on 127.0.0.1 for a function URL that an emulator knows by its Host header or by a path of its own. Streams both ways over connections that are
 * kept; nothing is tried again or changed.
 *
 * `atOnce` requests are under way at a time, the others wait, and that is in whatever latency is measured. Each concurrent invocation is a
 * container to LocalStack, so a burst on a cold function would start dozens, none of which gets far for the others' sake; and what is above
 * LocalStack's own limit is answered with a 500 by its function URLs (4.14), where AWS answers 429.
 */
export async function startFunctionUrlProxy(
  address: FunctionAddress,
  emulator: EmulatorAddress,
  atOnce: number,
): Promise<FunctionUrlProxy> {
  const agent = new Agent({ keepAlive: true });
  const turns = new Turns(atOnce);
  const server = createServer({ keepAliveTimeout: 60_000 }, (incoming, outgoing) => {
    void turns.take().then((leave) => {
      outgoing.once('close', leave);
      // Gone while it waited.
      if (outgoing.destroyed) leave();
      else {
        const { url = '/', headers } = incoming;
        const path = `${address.pathPrefix}${url}`;
        passOn(incoming, outgoing, { agent, ...emulator, path, headers: { ...headers, host: address.host }, unreachable });
      }
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    [Symbol.dispose]: () => {
      server.close();
      server.closeAllConnections();
      agent.destroy();
    },
  };
}

export interface EmulatorAddress {
  readonly host: string;
  readonly port: number;
}

import { connect } from 'node:net';
import type { IsolationAttempt } from '../../../src/ports/isolation.ts';
import type { AwsClients } from '../aws/accounts.ts';
import { askProbeFunction } from './ask-probe-function.ts';
import type { Listening } from './listening-of.ts';

const limitMs = 1_000;

/** Says of each address what came of connecting: `connected`, or the error's code. */
const handler = `import { connect } from 'node:net';
const knock = ({ host, port }) => new Promise((done) => {
  const socket = connect({ host, port, timeout: ${String(limitMs)} });
  const end = (outcome) => { socket.destroy(); done(outcome); };
  socket.once('connect', () => end('connected')).once('error', ({ code }) => end(code)).once('timeout', () => end('ETIMEDOUT'));
});
export const handler = (addresses) => Promise.all(addresses.map(knock));`;

export type Knocked = Pick<IsolationAttempt, 'result' | 'how'>;

/**
 * Knocks at each from inside: as a function of our own, in the network of the account's functions. Where a function does not even reach its own
 * account's endpoint, or nobody answers out here, a refusal says nothing.
 */
export async function knock(
  owner: AwsClients,
  role: string,
  endpoint: Pick<Listening, 'host' | 'port'>,
  targets: readonly Listening[],
): Promise<readonly Knocked[]> {
  const inside = askProbeFunction(
    owner,
    role,
    handler,
    [endpoint, ...targets].map(({ host, port }) => ({ host, port })),
  );
  const [answered, outside] = await Promise.all([inside, Promise.all(targets.map(fromHere))]);
  if (!Array.isArray(answered)) throw new Error(`the probe function of ${role} answered ${JSON.stringify(answered)}`);
  const [toEndpoint, ...outcomes] = answered.map(String);
  return targets.map((_, at) => judged(outcomes[at] ?? 'no answer', outside[at] ?? 'no answer', toEndpoint ?? 'no answer'));
}

function judged(inside: string, outside: string, toEndpoint: string): Knocked {
  const how = `connect: ${inside}`;
  if (inside === 'connected') return { result: 'allowed', how: 'connect' };
  if (toEndpoint !== 'connected') return { result: 'unclear', how: `${how}, and its own endpoint: ${toEndpoint}` };
  if (outside !== 'connected') return { result: 'unclear', how: `${how}, and from outside: ${outside}` };
  return { result: shut.has(inside) ? 'denied' : 'unclear', how };
}

/** Nobody is at this address in here, or no way leads to it. */
const shut: ReadonlySet<string> = new Set(['ECONNREFUSED', 'ENETUNREACH', 'EHOSTUNREACH', 'ETIMEDOUT']);

function fromHere({ host, port }: Listening): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: limitMs });
    const end = (outcome: string): void => {
      socket.destroy();
      resolve(outcome);
    };
    socket.once('connect', () => end('connected'));
    socket.once('timeout', () => end('ETIMEDOUT'));
    socket.once('error', (error: NodeJS.ErrnoException) => end(error.code ?? error.message));
  });
}

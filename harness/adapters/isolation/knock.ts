import type { AwsClients } from '../aws/accounts.ts';
import { askProbeFunction } from './ask-probe-function.ts';
import type { Listening } from './listening-of.ts';
import { knockLimitMs } from './knock-from-here.ts';

type Address = Pick<Listening, 'host' | 'port'>;

/** Says of each address what came of connecting: `connected`, or the error's code. */
const handler = `import { connect } from 'node:net';
const knock = ({ host, port }) => new Promise((done) => {
  const socket = connect({ host, port, timeout: ${String(knockLimitMs)} });
  const end = (outcome) => { socket.destroy(); done(outcome); };
  socket.once('connect', () => end('connected')).once('error', ({ code }) => end(code)).once('timeout', () => end('ETIMEDOUT'));
});
export const handler = (addresses) => Promise.all(addresses.map(knock));`;

/** Knocks at each from inside: as a function of our own, in the network of the account's functions. */
export async function knock(owner: AwsClients, role: string, addresses: readonly Address[]): Promise<readonly string[]> {
  const answered = await askProbeFunction(
    owner,
    role,
    handler,
    addresses.map(({ host, port }) => ({ host, port })),
  );
  if (!Array.isArray(answered)) throw new Error(`the probe function of ${role} answered ${JSON.stringify(answered)}`);
  return addresses.map((_, at) => String(answered[at] ?? 'no answer'));
}

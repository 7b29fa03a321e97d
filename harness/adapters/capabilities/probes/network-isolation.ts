import { InvokeCommand } from '@aws-sdk/client-lambda';
import { makeFunction } from '../make-function.ts';
import { type Finding, found, lacking, type Probe, type ProbedDatabase } from '../probe.ts';

const connectLimitMs = 2_000;

/** Says of each address whether something listens there. */
const knocking = `
import { connect } from 'node:net';
const reach = ({ host, port }) => new Promise((done) => {
  const socket = connect({ host, port, timeout: ${String(connectLimitMs)} });
  const end = (reached) => { socket.destroy(); done(reached); };
  socket.once('connect', () => end(true)).once('error', () => end(false)).once('timeout', () => end(false));
});
export const handler = (addresses) => Promise.all(addresses.map(reach));`;

/** Whether an environment's functions get through to another environment's database. Its own must be reached: else nothing was tried. */
export const networkIsolation: Probe = {
  capability: 'network-isolation',
  try: async (place) => {
    const [own, ...others] = place.databases;
    if (own === undefined || others.length === 0) return lacking('there are no two databases to try it with');
    const FunctionName = await makeFunction(place, knocking, own.account);
    const Payload = Buffer.from(JSON.stringify([own, ...others].map(({ host, port }) => ({ host, port }))));
    const { Payload: payload } = await place.owner(own.account).lambda.send(new InvokeCommand({ FunctionName, Payload }));
    const answered: unknown = JSON.parse(Buffer.from(payload ?? []).toString('utf8'));
    if (!Array.isArray(answered)) return lacking('the function that was to try it failed');
    const [toOwn, ...toOthers] = answered as readonly unknown[];
    if (toOwn !== true) return unreached(own);
    const open = others.find((_, at) => toOthers[at] !== false);
    return open === undefined
      ? found(`a function of ${own.environment} reaches its own database and none of the others`)
      : lacking(`a function of ${own.environment} reaches the database of ${open.environment}`);
  },
};

function unreached({ environment, host, port }: ProbedDatabase): Finding {
  const seen = `a function of ${environment} can't reach its own database`;
  const warning = `A function of ${environment} can't reach its own database at ${host}:${String(port)}. Where an endpoint's functions run in containers, --reached-at names this machine's address for them, such as 172.17.0.1.`;
  return { ...lacking(`${seen}, so nothing was tried`), warning };
}

/* oxlint-disable typescript/no-unsafe-member-access, typescript/no-unsafe-assignment, typescript/no-unsafe-call, typescript/no-unsafe-argument, typescript/no-unsafe-return, typescript/unbound-method --
   plain JavaScript without types, as the bootstrap that it is loaded before */
// Preloaded into a version's process while the fault is planted: its connections to one port fail as to a server that is down.
import { Socket } from 'node:net';

const port = Number(new URL(import.meta.url).searchParams.get('port'));
const connect = Socket.prototype.connect;

Socket.prototype.connect = function (...given) {
  // node:net itself passes its normalised arguments as one list.
  const [first, second] = Array.isArray(given[0]) ? given[0] : given;
  const wanted = Number(typeof first === 'object' && first !== null ? first.port : first);
  if (wanted !== port) return connect.apply(this, given);
  const address =
    typeof first === 'object' && first !== null ? (first.host ?? '127.0.0.1') : typeof second === 'string' ? second : '127.0.0.1';
  const refused = Object.assign(new Error(`connect ECONNREFUSED ${address}:${port}`), {
    code: 'ECONNREFUSED',
    errno: -111,
    syscall: 'connect',
    address,
    port,
  });
  process.nextTick(() => this.destroy(refused));
  return this;
};

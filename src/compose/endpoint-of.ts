import { isIP } from 'node:net';
import { isLoopback } from '../../harness/index.ts';
import type { RunSettings } from '../config/run-settings.ts';
import type { RehearsalOptions } from '../rehearsal-options.ts';
import { usageError } from './usage-error.ts';

/** AWS's own names, of every partition: https://docs.aws.amazon.com/general/latest/gr/rande.html */
const awsHost = /(^|\.)(amazonaws\.com(\.cn)?|api\.aws|api\.amazonwebservices\.com\.cn|aws\.dev)$/;

/** The endpoint to rehearse at; null on another backend. Throws ConfigError where it is missing, no URL, or one that nobody asked for plainly. */
export function endpointOf({ backend, endpoint }: Pick<RehearsalOptions, 'backend' | 'endpoint'>): RunSettings['endpoint'] {
  if (backend !== 'endpoint') return null;
  if (endpoint === undefined) throw usageError('--backend endpoint', 'names no endpoint', 'Add --endpoint http://127.0.0.1:4566.');
  const url = parse(endpoint.url);
  const { hostname, origin } = url;
  if (awsHost.test(hostname)) {
    throw usageError(
      '--endpoint',
      `${hostname} is AWS itself, which a rehearsal does not work with today`,
      'Rehearse on an emulator: --backend embedded, containers, or an endpoint of this machine.',
    );
  }
  if (!isLoopback(origin) && !endpoint.beyondLoopback) {
    throw usageError(
      '--endpoint',
      `${hostname} is not this machine's loopback: a rehearsal would make and delete roles, buckets and stacks in whoever's accounts answer there`,
      'If that is meant, add --beyond-loopback.',
    );
  }
  const { reachedAt = null, profiles = {} } = endpoint;
  if (reachedAt !== null && !isOwnKind(reachedAt)) {
    throw usageError(
      '--reached-at',
      `${reachedAt} is no address of a network of this machine's own (127.0.0.0/8, 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16)`,
      "Name the gateway of the network that the endpoint's functions are in, as docker network inspect shows it.",
    );
  }
  return { url: origin, reachedAt, profiles };
}

/** Databases listen there with their passwords: never where the world can knock. */
function isOwnKind(address: string): boolean {
  return isIP(address) === 4 && /^(127\.|10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.)/.test(address);
}

function parse(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url !== null && /^https?:$/.test(url.protocol) && url.port !== '' && url.pathname === '/' && url.username === '' && url.search === '')
    return url;
  throw usageError(
    '--endpoint',
    `"${text}" is not the URL of an endpoint, with its port and nothing after it`,
    'As in http://127.0.0.1:4566.',
  );
}

import { isIP } from 'node:net';

/** Whether a URL leads to this machine and nowhere else, by its address alone: a name may lead anywhere tomorrow. `localhost` can't (RFC 6761). */
export function isLoopback(url: string): boolean {
  const host = new URL(url).hostname.replaceAll(/[[\]]/g, '');
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));
}

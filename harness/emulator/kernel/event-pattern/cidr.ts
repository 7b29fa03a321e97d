import { BlockList, isIP } from 'node:net';
import { PatternProblem } from './pattern-problem.ts';

/** Addresses of a network, `10.0.0.0/24` or `2001:db8::/32`. @throws PatternProblem */
export function cidrTest(cidr: string, path: string): (value: string) => boolean {
  const [address = '', bits = '', ...more] = cidr.split('/');
  const family = isIP(address);
  const prefix = /^\d{1,3}$/.test(bits) ? Number(bits) : Infinity;
  if (family === 0 || more.length > 0 || prefix > (family === 4 ? 32 : 128))
    throw new PatternProblem(`Event pattern is not valid. Reason: Malformed CIDR, one '/' required at "${path}"`);
  const network = new BlockList();
  network.addSubnet(address, prefix, family === 4 ? 'ipv4' : 'ipv6');
  return (value) => {
    const found = isIP(value);
    return found === family && network.check(value, found === 4 ? 'ipv4' : 'ipv6');
  };
}

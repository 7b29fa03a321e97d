import { randomInt } from 'node:crypto';
import type { ListeningHttp } from './kernel/context.ts';

/** One part of as many equal ones as `of` says: `index` from 0. */
export interface PortShare {
  readonly index: number;
  readonly of: number;
}

/** Ports of 127.0.0.1: `from` and what is below `below`. */
export interface PortRange {
  readonly from: number;
  readonly below: number;
}

/** Not ports that the system would choose: those it hands to whoever asks next. Linux hands out 32768 and above, macOS 49152 and above. */
const lowest = 20_000;
const highest = 32_000;
const attempts = 50;

/** @throws where there is no such part */
export function portsOf({ index, of }: PortShare): PortRange {
  const size = Math.floor((highest - lowest) / of);
  if (Number.isInteger(index) && Number.isInteger(of) && index >= 0 && index < of && size > 0)
    return { from: lowest + index * size, below: lowest + (index + 1) * size };
  throw new Error(`There is no part ${index} of ${of} of the ports: parts are counted from 0, and there are ${highest - lowest} ports.`);
}

/**
 * Listens at a port of the range that is free now, for what has to be there again after a restart. Not drawn from the seed: two emulators with the
 * same one would want the same ports, and one that was killed would find its own taken by the other.
 * @throws what `listen` threw last where fifty ports were taken
 */
export async function listenInRange({ from, below }: PortRange, listen: (port: number) => Promise<ListeningHttp>): Promise<ListeningHttp> {
  for (let left = attempts; ; left -= 1) {
    try {
      return await listen(randomInt(from, below));
    } catch (error) {
      if (left <= 1) throw error;
    }
  }
}

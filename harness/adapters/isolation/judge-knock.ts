import type { IsolationAttempt } from '../../../src/ports/isolation.ts';

/** What came of connecting to one address: `connected`, or the error's code. */
export interface Knocks {
  /** From inside another environment. */
  readonly inside: string;
  /** From the same place, at what is the environment's own. */
  readonly own: string;
  /** From where whoever listens there is to be reached. */
  readonly known: string;
}

/** Nobody is at this address in here, or no way leads to it. */
const shut: ReadonlySet<string> = new Set(['ECONNREFUSED', 'ENETUNREACH', 'EHOSTUNREACH', 'ETIMEDOUT']);

/** Where a function does not even reach what is its own, or nobody answers where they should, a refusal says nothing. */
export function judgeKnock({ inside, own, known }: Knocks): Pick<IsolationAttempt, 'result' | 'how'> {
  const how = `connect: ${inside}`;
  if (inside === 'connected') return { result: 'allowed', how: 'connect' };
  if (own !== 'connected') return { result: 'unclear', how: `${how}, and what is its own: ${own}` };
  if (known !== 'connected') return { result: 'unclear', how: `${how}, and from outside: ${known}` };
  return { result: shut.has(inside) ? 'denied' : 'unclear', how };
}

import type { Topology } from '../model/topology.ts';

/** An account that no environment has, for what is tried and thrown away. */
export function spareAccount({ tooling, stages }: Pick<Topology, 'tooling' | 'stages'>): string {
  const taken = new Set([tooling.account, ...stages.map(({ account }) => account)]);
  for (let number = 999_999_999_999; ; number -= 1) if (!taken.has(String(number))) return String(number);
}

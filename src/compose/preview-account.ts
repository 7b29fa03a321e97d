import type { Topology } from '../model/topology.ts';
import { spareAccount } from './spare-account.ts';

/** An account that no environment has and no preview ever had. */
export function previewAccount({ tooling, stages }: Pick<Topology, 'tooling' | 'stages'>, former: readonly string[]): string {
  const taken = new Set([tooling.account, ...stages.map(({ account }) => account), ...former]);
  for (let number = Number(spareAccount({ tooling, stages })) - 1; ; number -= 1) if (!taken.has(String(number))) return String(number);
}

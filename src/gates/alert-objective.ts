import type { TopologyAlert } from '../model/topology.ts';
import type { Objective } from './objective.ts';

/** What an alert fires at: too many errors, or too many slow requests, of all routes together. */
export function alertObjective({ name, when }: TopologyAlert): Objective {
  switch (when.kind) {
    case 'error-rate':
      return { name: `alert ${name}`, allowedShare: when.over, concerns: () => true, isMissedBy: ({ failed }) => failed };
    case 'p99':
      return { name: `alert ${name}`, allowedShare: 0.01, concerns: () => true, isMissedBy: ({ latencyMs }) => latencyMs > when.overMs };
  }
}

import { LedgerApprovals, SimulatedApprovals, systemClock } from '../../harness/index.ts';
import type { Ports } from '../ports/ports.ts';
import type { RehearsalOptions } from '../rehearsal-options.ts';
import type { Opened } from './open-rehearsal.ts';

/** Everything outside, as a run in an opened world has it. */
export function portsOf({ world, source, evidence, project, settings }: Opened, options: RehearsalOptions): Ports {
  const clock = systemClock(settings.offsetMs);
  const simulated = new SimulatedApprovals({
    approveAs: options.approveAs ?? null,
    people: project.people,
    approverRoles: (environment) => project.approvals[environment]?.roles ?? [],
    clock,
    ...(options.approveRelease === undefined ? {} : { release: options.approveRelease }),
  });
  const approvals = new LedgerApprovals(evidence, simulated);
  return { ...world.ports, clock, source: source.source, approvals, evidence, progress: options.progress };
}

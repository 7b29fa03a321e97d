import { LedgerApprovals, pacedClock, SimulatedApprovals, systemClock } from '../../harness/index.ts';
import { recordedFaults } from '../engine/recorded-faults.ts';
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
  const sinceMs = startedMs(evidence) ?? clock.now().getTime();
  const { signal } = options;
  const paced = pacedClock({ now: () => clock.now(), pace: settings.pace, sinceMs, ...(signal === undefined ? {} : { signal }) });
  const { progress } = options;
  const faults = recordedFaults(world.ports.faults, { clock, evidence, progress });
  return { ...world.ports, clock, paced, source: source.source, approvals, evidence, progress, faults };
}

/** When the run began; null where it has not. */
function startedMs(evidence: Opened['evidence']): number | null {
  const first = evidence.entries()[0]?.happening;
  return first === undefined ? null : Date.parse(first.at);
}

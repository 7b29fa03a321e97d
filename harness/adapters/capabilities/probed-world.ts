import type { World, WorldPlan } from '../../backends/backend.ts';
import type { ProbedCapability } from './probe-capabilities.ts';

export interface ProbedWorld {
  /** With what was found missing. */
  readonly world: World;
  /** What was tried and seen; empty where the backend's own tests show what it can do. */
  readonly probed: readonly ProbedCapability[];
}

/** Tries what this backend can do, where that is to be tried at its start. */
export async function probedWorld(world: World, plan: WorldPlan, note: (text: string) => void): Promise<ProbedWorld> {
  const known = world.tried.map((each) => ({ ...each, left: [] }));
  for (const { there, capability, seen } of known) if (!there) note(`${world.emulator} lacks ${capability}: ${seen}.`);
  if (!world.probe) return { world, probed: known };
  // Loaded where it is needed: some probes' clients are nobody else's.
  const { probeCapabilities } = await import('./probe-capabilities.ts');
  const probed = await Promise.race([probeCapabilities(world, plan), world.broke]);
  const lacking = probed.filter(({ there }) => !there).map(({ capability }) => capability);
  const missing = [...new Set([...world.missing, ...lacking])];
  note(summaryOf(world.emulator, probed, missing));
  for (const { warning } of probed) if (warning !== undefined) note(warning);
  for (const { capability, left } of probed)
    for (const what of left) note(`The ${capability} probe could not take everything away: ${what}.`);
  return { world: { ...world, missing }, probed };
}

function summaryOf(emulator: string, probed: readonly ProbedCapability[], missing: readonly string[]): string {
  const [slowest] = probed.toSorted((one, other) => other.durationMs - one.durationMs);
  const took = slowest === undefined ? '' : ` in ${(slowest.durationMs / 1000).toFixed(1)} s (longest: ${slowest.capability})`;
  const there = probed.filter((each) => each.there).length;
  return `${emulator} was tried${took}: ${String(there)} of ${String(probed.length)} capabilities are there, missing ${missing.join(', ') || 'nothing'}.`;
}

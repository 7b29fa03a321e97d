import type { Capability, WorldPlan } from '../../backends/backend.ts';
import { type Finding, lacking, type Probe, type ProbePlace } from './probe.ts';
import { openPlace, type ProbedWorld, wordsOf } from './probe-place.ts';
import { probes as everyProbe } from './probes/index.ts';

export interface ProbedCapability extends Finding {
  readonly capability: Capability;
  readonly durationMs: number;
  /** What could not be taken away again, and why; empty where all is gone. */
  readonly left: readonly string[];
}

/** An answer that takes longer is none. LocalStack loads a service at its first call, which takes seconds on a busy machine. */
const limitMs = 45_000;

/** Tries all at once, on things of their own that are gone afterwards. What came to no answer is missing: nobody saw it. */
export async function probeCapabilities(
  world: ProbedWorld,
  plan: WorldPlan,
  probes: readonly Probe[] = everyProbe,
  forMs: number = limitMs,
): Promise<readonly ProbedCapability[]> {
  return await Promise.all(probes.map((probe) => runProbe(probe, world, plan, forMs)));
}

async function runProbe(probe: Probe, world: ProbedWorld, plan: WorldPlan, forMs: number): Promise<ProbedCapability> {
  const startedMs = performance.now();
  const { place, end } = openPlace(world, plan);
  const trying = answerOf(probe, place);
  const limit = Promise.withResolvers<null>();
  const timer = setTimeout(() => limit.resolve(null), forMs);
  const finding = await Promise.race([trying, limit.promise]);
  clearTimeout(timer);
  const durationMs = Math.round(performance.now() - startedMs);
  const { capability } = probe;
  if (finding !== null) return { capability, ...finding, durationMs, left: await end() };
  // It is still at it, and may make more: what it made goes when it is done, which nobody waits for.
  void trying.then(end);
  return { capability, ...lacking(`trying it came to no answer in ${String(forMs / 1000)} s`), durationMs, left: ['it was still at it'] };
}

async function answerOf(probe: Probe, place: ProbePlace): Promise<Finding> {
  try {
    return await probe.try(place);
  } catch (error) {
    return lacking(`trying it ended in ${wordsOf(error)}`);
  }
}

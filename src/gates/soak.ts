import type { Slos } from '../model/slo.ts';
import type { GateResult, GateSubject } from '../ports/gate.ts';
import type { Traffic } from '../ports/load-runner.ts';
import type { Ports } from '../ports/ports.ts';
import { defineGate } from './define-gate.ts';
import { judgeSlos } from './judge-slos.ts';
import { inconclusive, missingTool, result } from './result.ts';
import { UsersSeen } from './users-seen.ts';

const defaultForMs = 60_000;
/** One failure in a thousand is what the usual 99.9 % allows: on fewer requests it allows none. */
export const defaultSamples = 1_000;

/** Users' traffic for a while, and whether the stage's SLOs hold over it. */
export const soak = defineGate('soak', ['durationMs', 'minSamples'], async (subject, ports) => {
  const { slos, environment } = subject.stage;
  if (slos === null)
    return result(inconclusive(`${environment} promises nothing that a soak could show: give the stage slos in the topology.`));
  if (subject.traffic !== null) return await watch(subject, slos, ports, subject.traffic);
  const traffic = await ports.load.startTraffic(environment);
  switch (traffic.kind) {
    case 'missing-tool':
      return missingTool(traffic.tool, traffic.reason);
    case 'not-configured':
      return result(inconclusive('A soak needs users: name a k6 script under performance in rehearsal.yaml.'));
    case 'broken':
      return result(inconclusive(`Users' traffic could not be started: ${traffic.reason}`));
    case 'flowing':
      return await withOwnTraffic(subject, slos, ports, traffic);
  }
});

async function withOwnTraffic(subject: GateSubject, slos: Slos, ports: Ports, traffic: Traffic): Promise<GateResult> {
  let judged: GateResult;
  try {
    judged = await watch(subject, slos, ports, traffic);
  } catch (cause) {
    await traffic.stop();
    throw cause;
  }
  const { cutShort, saturated, evidence } = await traffic.stop();
  const doubt = cutShort ?? saturated;
  if (doubt === null) return { ...judged, evidence };
  return { ...judged, ...inconclusive(`What users saw says nothing about the release: ${doubt}.`), evidence };
}

/** The soak is paced time; what users see of it is on the wall's clock, and has to be enough. */
async function watch({ step, stage }: GateSubject, slos: Slos, ports: Ports, traffic: Pick<Traffic, 'read'>): Promise<GateResult> {
  const forMs = step.thresholds.durationMs ?? defaultForMs;
  const users = new UsersSeen(traffic, ports);
  await users.until(() => null, ports.paced.wallMs(forMs));
  const { judgement, report } = judgeSlos(users.requests, slos, step.thresholds.minSamples ?? defaultSamples, stage.environment);
  return result(judgement, [], { slo: report });
}

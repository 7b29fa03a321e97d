import type { GateName } from '../model/gate-name.ts';
import type { Release } from '../model/release.ts';
import type { GateThresholds } from '../model/topology.ts';
import type { Gate, GateResult, GateSubject } from '../ports/gate.ts';
import type { Ports } from '../ports/ports.ts';
import { inconclusive, result } from './result.ts';

type Measures = readonly (keyof GateThresholds)[];

/** A gate that refuses thresholds which it can't measure, rather than pass as if it had. */
export function defineGate(name: GateName, measures: Measures, run: Gate['run']): Gate {
  return {
    name,
    measures,
    run: async (subject, ports) => {
      const foreign = Object.keys(subject.step.thresholds).filter((each) => !measures.some((known) => known === each));
      if (foreign.length === 0) return run(subject, ports);
      return result(
        inconclusive(`The ${name} gate can't measure ${foreign.join(', ')}: take it out of the topology or give it to another gate.`),
      );
    },
  };
}

export type ReleaseSubject = GateSubject & { readonly release: Release };

/** A gate that looks at what was built, and says so where nothing was. */
export function defineReleaseGate(
  name: GateName,
  measures: Measures,
  run: (subject: ReleaseSubject, ports: Ports) => Promise<GateResult>,
): Gate {
  return defineGate(name, measures, async (subject, ports) => {
    const { release } = subject;
    if (release !== null) return run({ ...subject, release }, ports);
    return result(inconclusive(`Nothing was built before the ${name} gate: put a build gate before it in the topology.`));
  });
}

/** The environment whose world a gate looks at. */
export function environmentOf(subject: GateSubject): string {
  return subject.step.against ?? subject.stage.environment;
}

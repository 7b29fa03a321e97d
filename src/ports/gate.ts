import type { Digest } from '../model/digest.ts';
import type { StepFacts, StepFinished } from '../model/evidence.ts';
import type { GateName } from '../model/gate-name.ts';
import type { Project } from '../model/project.ts';
import type { Release } from '../model/release.ts';
import type { GateStep, Stage, Topology } from '../model/topology.ts';
import type { Ports } from './ports.ts';

/** One file a gate in `src/gates`; the engine runs them without knowing any. */
export interface Gate {
  readonly name: GateName;
  run(subject: GateSubject, ports: Ports): Promise<GateResult>;
}

/** What a gate may look at. */
export interface GateSubject {
  readonly topology: Topology;
  readonly stage: Stage;
  readonly step: GateStep;
  readonly project: Project;
  readonly commit: string;
  readonly version: string;
  readonly authors: readonly string[];
  /** Null until built. */
  readonly release: Release | null;
  /** Everything that is done so far in this run, this stage's own steps among them. */
  readonly done: readonly StepFinished[];
}

export interface GateResult {
  readonly verdict: 'passed' | 'failed' | 'inconclusive' | 'waiting';
  /** One sentence with the numbers; where it isn't passed, what to do next. */
  readonly reason: string;
  readonly evidence: readonly Digest[];
  readonly facts: StepFacts;
}

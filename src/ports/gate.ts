import type { DeployedFunction } from '../model/deployment.ts';
import type { Digest, Sha256 } from '../model/digest.ts';
import type { RolloutOrdered, RolloutStepped, StepFacts, StepFinished } from '../model/evidence.ts';
import type { GateName } from '../model/gate-name.ts';
import type { Project } from '../model/project.ts';
import type { Release } from '../model/release.ts';
import type { GateStep, GateThresholds, Stage, Topology } from '../model/topology.ts';
import type { Ports } from './ports.ts';
import type { Traffic } from './load-runner.ts';
import type { RolloutJudge } from './rollout-judge.ts';
import type { Strategy } from './strategy.ts';

/** One file a gate in `src/gates`; the engine runs them without knowing any. */
export interface Gate {
  readonly name: GateName;
  /** The thresholds that it can measure; a step that gives it another is refused. */
  readonly measures: readonly (keyof GateThresholds)[];
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
  /** What was live here before this run changed anything; empty where nothing was. Kept through a kill and a resume. */
  readonly liveBefore: readonly DeployedFunction[];
  /** The run was resumed at this very step: what it changes may be half changed already. */
  readonly again: boolean;
  /** The stage's. */
  readonly strategy: Strategy;
  readonly judge: RolloutJudge;
  readonly rollout: RolloutJournal;
  /** The users' traffic on the environment; null where none flows. */
  readonly traffic: Pick<Traffic, 'read'> | null;
  readonly seed: number;
  readonly sha256: Sha256;
}

/** What the ledger has of a rollout that this step began before a kill, and where it writes what it does. */
export interface RolloutJournal {
  readonly begun: readonly (RolloutStepped | RolloutOrdered)[];
  /** On disk when it returns. */
  write(happening: RolloutStepped | RolloutOrdered): Promise<void>;
}

export interface GateResult {
  readonly verdict: 'passed' | 'failed' | 'inconclusive' | 'waiting';
  /** One sentence with the numbers; where it isn't passed, what to do next. */
  readonly reason: string;
  readonly evidence: readonly Digest[];
  readonly facts: StepFacts;
}

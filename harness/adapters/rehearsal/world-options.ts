import type { Project } from '../../../src/model/project.ts';
import type { Stage } from '../../../src/model/topology.ts';
import type { EvidenceStore } from '../../../src/ports/evidence-store.ts';
import type { Ports } from '../../../src/ports/ports.ts';
import type { Backend, WorldPlan } from '../../backends/backend.ts';
import type { K6Program } from '../../load/index.ts';
import type { AwsClients } from '../aws/accounts.ts';
import type { Sessions } from '../aws/sessions.ts';
import type { GitSource } from '../source/source-git.ts';
import type { WorkTrees } from './work-tree.ts';

export interface OpenWorldOptions {
  readonly backend: Backend;
  readonly plan: WorldPlan;
  /** Who splits an environment's traffic, and for which strategy. */
  readonly stages: readonly Pick<Stage, 'environment' | 'router' | 'strategy'>[];
  readonly project: Project;
  readonly commit: string;
  readonly source: GitSource;
  readonly workTrees: WorkTrees;
  /** Of a backend whose tools run as processes; where they run as containers, k6's own image is used. */
  readonly k6: () => Promise<K6Program>;
  readonly evidence: Pick<EvidenceStore, 'keep'>;
  /** The run's own id: what it holds, it takes back when it is resumed. */
  readonly run: string;
  readonly note: (text: string) => void;
  readonly stateDir: string;
  readonly outDir: string;
  /** rehearsal.yaml as another commit has it. */
  readonly projectOf: (commit: string) => Promise<Project>;
  /** Where what a commit built lies. */
  readonly artefactsOf: (commit: string) => string;
  /** Whose credentials promote; the pipeline's unless somebody else tries. */
  readonly promoter?: (sessions: Sessions) => AwsClients;
  readonly signal?: AbortSignal;
  /** The project's commands give way to everything else on this machine. */
  readonly checksInBackground?: boolean;
}

export type WorldPorts = Pick<
  Ports,
  | 'projectReader'
  | 'contracts'
  | 'checks'
  | 'builder'
  | 'artefacts'
  | 'deployer'
  | 'router'
  | 'hooks'
  | 'migrator'
  | 'compatibility'
  | 'shadow'
  | 'load'
  | 'measurements'
  | 'orders'
  | 'security'
  | 'identity'
  | 'secrets'
  | 'faults'
  | 'isolation'
  | 'data'
  | 'drift'
  | 'lock'
>;

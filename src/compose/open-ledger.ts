import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { lockFolder, openSource, systemClock } from '../../harness/index.ts';
import type { RunSettings } from '../config/run-settings.ts';
import { type RunState, stateOf } from '../engine/run-state.ts';
import { finishEvidence } from '../evidence/finish-evidence.ts';
import { FileEvidenceStore } from '../evidence/ledger/file-evidence-store.ts';
import { openSigner } from '../evidence/signing/open-signer.ts';
import type { Happening } from '../model/evidence.ts';
import type { Project } from '../model/project.ts';
import type { Topology } from '../model/topology.ts';
import type { Clock } from '../ports/clock.ts';
import { renderDocuments } from '../report/render-documents.ts';
import { readProject } from './read-project.ts';
import { readTopology } from './read-topology.ts';
import { readSettings } from './settings-of-run.ts';
import { usageError } from './usage-error.ts';

/** A run's ledger, for what a person types between two runs. No world is needed, and one that is up stays as it is. */
export interface OpenedLedger extends Disposable {
  readonly settings: RunSettings;
  readonly project: Project;
  readonly topology: Topology;
  readonly state: RunState;
  readonly clock: Clock;
  /** Writes it down, on disk when it returns, and the record and the report with it. */
  write(happening: Happening): Promise<void>;
}

/** Throws ConfigError where the folder holds no run that was begun, BackendError where another process is at work in it. */
export async function openLedger(out: string): Promise<OpenedLedger> {
  const stateDir = join(out, 'state');
  if (!existsSync(join(stateDir, 'run.json')))
    throw usageError(out, 'there is no run here', 'Start one with: rehearse run (or name its folder with --out).');
  using opening = new DisposableStack();
  opening.use(lockFolder(out));
  const settings = await readSettings(stateDir);
  const source = await openSource({ kind: 'folder', path: out, workingTree: false }, stateDir, settings.commit);
  const project = await readProject(source, settings.commit);
  const { topology } = await readTopology(settings.topology, source, settings.commit, project);
  const signer = openSigner(join(stateDir, 'signing-key.pem'));
  const store = FileEvidenceStore.open({ out, signer });
  const opened = opening.move();
  return {
    settings,
    project,
    topology,
    state: stateOf(store.entries().map((entry) => entry.happening)),
    clock: systemClock(settings.offsetMs),
    write: async (happening) => {
      await store.append(happening);
      finishEvidence({ out, signer, store, documents: renderDocuments });
    },
    [Symbol.dispose]: () => {
      store.close();
      opened.dispose();
    },
  };
}

/** The stage of an environment. Throws ConfigError where the path has none of that name. */
export function stageNamed(topology: Topology, environment: string): Topology['stages'][number] {
  const stage = topology.stages.find((each) => each.environment === environment);
  if (stage !== undefined) return stage;
  const known = topology.stages.map((each) => each.environment).join(', ');
  throw usageError('environment', `there is no environment "${environment}"`, `There are: ${known}.`);
}

import { hostname } from 'node:os';
import type { Ports } from '../../../src/ports/ports.ts';
import type { EvidenceStore } from '../../../src/ports/evidence-store.ts';
import type { Project } from '../../../src/model/project.ts';
import type { World, WorldPlan } from '../../backends/backend.ts';
import { registryBucket } from '../aws/names.ts';
import type { Sessions } from '../aws/sessions.ts';
import type { OpenedExternals } from '../externals/open-externals.ts';
import { TraceDrift } from '../drift/trace-drift.ts';
import { WorldIsolation } from '../isolation/isolation-prober.ts';
import { BucketLocks } from '../state/bucket-locks.ts';
import { StageStates } from '../state/stage-states.ts';
import { StoredPromotionLock } from '../state/stored-promotion-lock.ts';
import { TableLocks } from '../state/table-locks.ts';
import { databasesOf } from '../world/prepare-world.ts';

/** What watches over who does what; of a run and not of a commit. */
export type Guards = Pick<Ports, 'isolation' | 'drift' | 'lock'> & Disposable;

export interface GuardOptions {
  readonly plan: WorldPlan;
  readonly project: Project;
  readonly evidence: Pick<EvidenceStore, 'keep'>;
  /** The run's own id: what it holds, it takes back when it is resumed. */
  readonly run: string;
  readonly note: (text: string) => void;
}

export function openGuards(
  options: GuardOptions,
  world: World,
  sessions: Sessions,
  { standIns }: Pick<OpenedExternals, 'standIns'>,
): Guards {
  const { plan, project, evidence, run, note } = options;
  using opened = new DisposableStack();
  const bucket = registryBucket(plan.tooling);
  const pipeline = (): ReturnType<Sessions['pipeline']> => sessions.pipeline();
  const states = new StageStates(pipeline, { bucket, repository: project.repository });
  const lock = opened.use(
    new StoredPromotionLock({
      locks: world.missing.includes('lock-table') ? new BucketLocks(pipeline, bucket) : new TableLocks(pipeline),
      states,
      repository: project.repository,
      owner: `run ${run} of ${project.name} on ${hostname()}`,
      now: () => new Date(),
      note,
    }),
  );
  const isolation = opened.use(new WorldIsolation({ world, plan, sessions, databases: databasesOf(project), standIns, evidence }));
  const drift = new TraceDrift({ world, plan, states, evidence });
  const all = opened.move();
  return { isolation, drift, lock, [Symbol.dispose]: () => all.dispose() };
}

import { mkdtemp } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readKeptWorld, removeRun, workingFolder } from '../../harness/index.ts';
import { triggerOf } from '../engine/path.ts';
import { stepName } from '../engine/place.ts';
import { sha256Of } from '../evidence/sha256-of.ts';
import type { Digest } from '../model/digest.ts';
import type { StepFinished } from '../model/evidence.ts';
import type { PendingMigration } from '../model/pending-migration.ts';
import { type Release, releaseIdOf } from '../model/release.ts';
import type { DeployPlan } from '../ports/deployer.ts';
import type { RehearsalOptions } from '../rehearsal-options.ts';
import { baselinesOf } from './baselines.ts';
import { goingOn } from './going-on.ts';
import { type Opened, openRehearsal } from './open-rehearsal.ts';
import { readSettings } from './settings-of-run.ts';
import { startOf } from './start-of.ts';
import { usageError } from './usage-error.ts';
import { whileWell } from './while-well.ts';

export interface PlannedStage {
  readonly environment: string;
  readonly account: string;
  readonly trigger: { readonly kind: 'manual' | 'merge' | 'tag'; readonly ref: string };
  readonly strategy: string;
  readonly steps: readonly StepFinished['name'][];
  /** Who may approve there. */
  readonly approvers: readonly string[];
  /** What its database has not seen yet. */
  readonly migrations: readonly PendingMigration[];
  /** As the account's CloudFormation says; null where it refuses the template. */
  readonly changes: DeployPlan['changes'] | null;
  readonly plan: Digest | null;
  /** The account's own words. */
  readonly refused: string | null;
}

export interface ReleasePlan {
  readonly project: string;
  readonly commit: string;
  readonly version: string;
  readonly candidate: string;
  readonly topology: string;
  readonly release: Digest;
  /** `kept`: the world that is up, as it is now. `throw-away`: one that was made for the plan, with the last release in place. */
  readonly world: 'kept' | 'throw-away';
  readonly stages: readonly PlannedStage[];
}

/** What a run would do, and what each account says that it would change. Asks a world that is up with this commit, else one of its own. */
export async function planRelease(options: RehearsalOptions): Promise<ReleasePlan> {
  if (await isUpWithThis(options)) {
    const { out, cacheDir, progress, signal } = options;
    const rest = { out, cacheDir, progress, ...(signal === undefined ? {} : { signal }) };
    await using opened = await openRehearsal({ ...rest, ...(await goingOn(out)).options });
    const release = await opened.world.ports.artefacts.find(opened.settings.commit);
    if (release !== null) return await planOf(opened, release, 'kept');
  }
  const out = await mkdtemp(join(tmpdir(), 'rehearse-plan-'));
  try {
    await using opened = await openRehearsal({ ...options, out, keep: false, resume: false });
    await whileWell(() => baselinesOf(opened), opened.health, options);
    return await planOf(opened, await build(opened), 'throw-away');
  } finally {
    await removeRun(out);
  }
}

/** An uncommitted change is another commit each time. */
async function isUpWithThis({ project, out, workingTree }: RehearsalOptions): Promise<boolean> {
  const kept = await readKeptWorld(join(out, 'state/world'));
  if (workingTree === true || kept?.lifetime !== 'detached' || !existsSync(join(out, 'state/run.json'))) return false;
  const settings = await readSettings(join(out, 'state'));
  const { commit } = await workingFolder(project, out);
  return commit === null ? settings.project === null : commit === settings.commit;
}

async function build({ world, settings }: Opened): Promise<Release> {
  const { builder, artefacts } = world.ports;
  const built = await builder.build();
  if (built.kind === 'failed') {
    const [first] = built.problems;
    const place = first === undefined ? 'the build' : `${first.file}:${String(first.line)}`;
    throw usageError(place, first?.message ?? 'failed', 'What does not build has no plan: put it right first.');
  }
  const release: Release = { id: releaseIdOf(built.artefacts, sha256Of), commit: settings.commit, artefacts: built.artefacts };
  await artefacts.store(release);
  return release;
}

async function planOf(opened: Opened, release: Release, world: ReleasePlan['world']): Promise<ReleasePlan> {
  const { topology, project, settings } = opened;
  const { commit, version, candidate } = settings;
  const start = startOf(opened);
  const stages: PlannedStage[] = [];
  for (const stage of topology.stages) {
    const { environment, account, strategy, steps } = stage;
    const { deployer, migrator } = opened.world.ports;
    const planned = await deployer.plan(environment, release);
    const refused = 'refused' in planned ? planned.refused : null;
    stages.push({
      environment,
      account,
      trigger: triggerOf(stage, start),
      strategy: strategy.kind,
      steps: steps.map(stepName),
      approvers: project.approvals[environment]?.roles ?? [],
      migrations: await migrator.pending(environment, release),
      changes: 'refused' in planned ? null : planned.changes,
      plan: 'refused' in planned ? null : planned.digest,
      refused,
    });
  }
  return { project: project.name, commit, version, candidate, topology: topology.name, release: release.id, world, stages };
}

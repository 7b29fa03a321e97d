import { join } from 'node:path';
import {
  containerK6,
  ensureK6,
  forkWorld,
  type OpenedSource,
  type OpenedWorld,
  openWorld,
  WorkTrees,
  worldHealth,
  type WorldHealth,
} from '../../harness/index.ts';
import type { RunSettings } from '../config/run-settings.ts';
import { FileEvidenceStore } from '../evidence/ledger/file-evidence-store.ts';
import { openSigner, type RunSigner } from '../evidence/signing/open-signer.ts';
import type { Project } from '../model/project.ts';
import type { SaidByTemplates } from '../model/template-deployment.ts';
import type { Topology } from '../model/topology.ts';
import type { RehearsalOptions } from '../rehearsal-options.ts';
import { backendOf } from './backend-of.ts';
import { claim } from './claim-folder.ts';
import { endpointOf } from './endpoint-of.ts';
import { noteLeftOut, sourceOf } from './open-source-of.ts';
import { readProject } from './read-project.ts';
import { hotfixBranchOf, mergeTriggers, readTopology } from './read-topology.ts';
import { newSettings, readSettings } from './settings-of-run.ts';
import { refuseUnjudgeable } from './refuse-unjudgeable.ts';
import { shipped } from './shipped.ts';
import { worldPlanOf } from './world-plan-of.ts';

export interface Opened extends AsyncDisposable {
  readonly source: OpenedSource;
  readonly project: Project;
  readonly settings: RunSettings;
  readonly topology: Topology;
  readonly topologyText: string;
  /** The branch that the commit is on where it is a hotfix. */
  readonly hotfix: string | null;
  readonly signer: RunSigner;
  readonly evidence: FileEvidenceStore;
  readonly world: OpenedWorld;
  readonly health: WorldHealth;
  readonly stateDir: string;
  /** Whether the world is a copy of another run's. */
  readonly forked: boolean;
}

/** Everything that a run needs, up and ready; taken down again in the opposite order. */
export async function openRehearsal(options: RehearsalOptions): Promise<Opened> {
  // Before anything is cleared or started for what can't be.
  if (options.resume !== true) endpointOf(options);
  await using opening = new AsyncDisposableStack();
  const stateDir = join(options.out, 'state');
  // Ends what runs outside this process: when the run is stopped, when nothing that it finds out counts any more, and with the run.
  const ended = new AbortController();
  opening.defer(() => ended.abort());
  const signal = AbortSignal.any([ended.signal, ...(options.signal === undefined ? [] : [options.signal])]);
  // First of all: without k6 a run would only find out minutes later.
  const search = { cacheDir: options.cacheDir, env: process.env };
  const k6 =
    options.backend === 'containers'
      ? containerK6()
      : options.onlyFirst === true
        ? k6WhenAsked(search, signal)
        : await ensureK6(search, signal);
  if (k6.building) options.progress.note('k6 is not here: building it with Go in the background (3 to 6 minutes, once)');
  opening.use(await claim(options));
  const former = options.resume === true ? await readSettings(stateDir) : null;
  const source = await sourceOf(options, stateDir, former?.commit ?? null);
  noteLeftOut(source, options);
  const project = await readProject(source, source.source.commit);
  const topologyName = former?.topology ?? options.topology ?? project.topology;
  const { topology, text, said } = await readTopology(topologyName, source, source.source.commit, project);
  const hotfix = await hotfixBranchOf(topology, source);
  if (hotfix === null) await mergeTriggers(topology, source);
  refuseUnjudgeable(topology, topologyName, project);
  noteUnheard(said, text, options);
  const settings = former ?? (await newSettings(options, source, project, stateDir, hotfix));
  const signer = openSigner(join(stateDir, 'signing-key.pem'));
  const evidence = FileEvidenceStore.open({ out: options.out, signer });
  const backend = backendOf(settings, project, (text) => options.progress.note(text));
  const workTrees = new WorkTrees({
    source: source.source,
    folder: join(stateDir, 'trees'),
    cacheDir: options.cacheDir,
    install: project.install,
    dependencies: options.project === null ? join(shipped, 'node_modules') : (options.dependencies ?? null),
    signal,
  });
  if (options.worldFrom !== undefined) await forkWorld(options.worldFrom, options.out);
  const world = opening.use(
    await openWorld({
      backend,
      plan: worldPlanOf(options, topology, project, settings.seed, stateDir),
      stages: topology.stages,
      project,
      commit: source.source.commit,
      source: source.source,
      workTrees,
      k6: () => k6.ready,
      evidence,
      run: settings.run,
      note: (text) => options.progress.note(text),
      stateDir,
      outDir: options.out,
      projectOf: (commit) => projectAt(source, commit, project),
      artefactsOf: (commit) =>
        commit === source.source.commit ? join(options.out, 'artefacts') : join(options.cacheDir, 'builds', `${commit}-${process.version}`),
      checksInBackground: options.checksInBackground ?? false,
      ...(options.promoteAs === 'tooling-root' ? { promoter: (sessions) => sessions.owner(topology.tooling.account) } : {}),
      signal,
    }),
  );
  const health = worldHealth(world.world, options.out);
  health.broke.catch(() => ended.abort());
  const everything = opening.move();
  return {
    source,
    project,
    settings,
    topology,
    topologyText: text,
    hotfix,
    signer,
    evidence,
    world,
    health,
    stateDir,
    forked: options.worldFrom !== undefined,
    [Symbol.asyncDispose]: () => everything.disposeAsync(),
  };
}

/** A wish of the template's that no stage hears is no secret. */
function noteUnheard(said: SaidByTemplates, topology: string, { progress }: Pick<RehearsalOptions, 'progress'>): void {
  if (said.kind === 'nothing' || /^\s*strategy:\s*template\b/m.test(topology)) return;
  const what =
    said.kind === 'said' ? `${said.deployment.file} wants ${said.deployment.type}` : `${said.problem.file} has a DeploymentPreference`;
  progress.note(`${what}: the topology's own strategies count. Write strategy: template in a stage for the template's.`);
}

/** Looked for only when something asks: most first environments have no traffic. */
function k6WhenAsked(search: Parameters<typeof ensureK6>[0], signal: AbortSignal): Awaited<ReturnType<typeof ensureK6>> {
  return {
    building: false,
    get ready() {
      return ensureK6(search, signal).then(({ ready }) => ready);
    },
  };
}

/** A release from before the project had a rehearsal.yaml is described by the one that it has now. */
async function projectAt(source: OpenedSource, commit: string, now: Project): Promise<Project> {
  return (await source.source.show(commit, 'rehearsal.yaml')) === null ? now : await readProject(source, commit);
}

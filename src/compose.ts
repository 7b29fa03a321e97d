import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  type Backend,
  builtinFlyway,
  claimOutFolder,
  containerK6,
  containers,
  databasesOf,
  embedded,
  ensureK6,
  forkWorld,
  fullDisk,
  layBaseline,
  type OpenedSource,
  type OpenedWorld,
  openSource,
  openWorld,
  registryBucket,
  SimulatedApprovals,
  systemClock,
  WorkTrees,
  NoCommitError,
  OutFolderError,
  worldHealth,
  type WorldHealth,
  type WorldPlan,
} from '../harness/index.ts';
import { ConfigError } from './config/config-error.ts';
import { loadProject } from './config/load-project.ts';
import { loadTopology } from './config/load-topology.ts';
import { readRunSettings, type RunSettings } from './config/run-settings.ts';
import { runPath } from './engine/run-path.ts';
import type { RunOptions, RunResult } from './engine/run-options.ts';
import { finishEvidence } from './evidence/finish-evidence.ts';
import { writeWhole } from './evidence/files/write-whole.ts';
import { FileEvidenceStore } from './evidence/ledger/file-evidence-store.ts';
import { sha256Of } from './evidence/sha256-of.ts';
import { openSigner, type RunSigner } from './evidence/signing/open-signer.ts';
import { gates } from './gates/index.ts';
import type { Happening } from './model/evidence.ts';
import type { Project } from './model/project.ts';
import type { RehearsalRecord } from './model/record.ts';
import type { Topology } from './model/topology.ts';
import type { RehearsalOptions, WorldAccess } from './rehearsal-options.ts';
import { renderDocuments } from './report/render-documents.ts';
import { strategies } from './strategies/index.ts';

export interface Rehearsal {
  run(): Promise<RehearsalEnd>;
  /** Brings the world up with the last release in place, and takes it down again. */
  prepare(): Promise<void>;
}

export interface RehearsalEnd {
  readonly result: RunResult;
  readonly out: string;
  /** Fingerprint of the key that signed the evidence: what it is checked against later. */
  readonly fingerprint: string;
  /** Null where the run did not get as far as having one. */
  readonly record: RehearsalRecord | null;
  /** The page for people. */
  readonly report: string;
}

export type { KeptWorld } from '../harness/index.ts';
export {
  BackendError,
  K6MissingError,
  emulatorCoverage,
  forkRun,
  makePatchedRepository,
  readKeptWorld,
  removeRun,
  revertLast,
  startEmulator,
  stopKeptWorld,
  tamperWithArtefact,
} from '../harness/index.ts';

/** Where the package's own data lies: topologies, the sample, scenarios. */
export const shipped = fileURLToPath(new URL('..', import.meta.url));
const sample = {
  kind: 'sample',
  folder: join(shipped, 'scenarios/projects/payments'),
  history: join(shipped, 'scenarios/projects/payments.history'),
} as const;

const backends: Readonly<Record<'embedded' | 'containers', Backend>> = { embedded, containers };

/** Wires the engine to a harness on this machine. The only place that knows both. */
export function createRehearsal(options: RehearsalOptions): Rehearsal {
  return { run: () => sayingFullDisk(options, rehearse), prepare: () => sayingFullDisk(options, prepare) };
}

/** Whatever it was that found no room, and however it said so: a person is told that the disk is full. */
async function sayingFullDisk<Value>(options: RehearsalOptions, work: (options: RehearsalOptions) => Promise<Value>): Promise<Value> {
  try {
    return await work(options);
  } catch (error) {
    if (error instanceof ConfigError || !existsSync(options.out)) throw error;
    throw (await fullDisk(options.out, error)) ?? error;
  }
}

async function rehearse(options: RehearsalOptions): Promise<RehearsalEnd> {
  await using opened = await open(options);
  const { world, topology, project, settings, source, evidence, signer } = opened;
  const clock = systemClock(settings.offsetMs);
  const approvals = new SimulatedApprovals({
    approveAs: options.approveAs ?? null,
    people: project.people,
    approverRoles: (environment) => project.approvals[environment]?.roles ?? [],
    clock,
  });
  const { health } = opened;
  await options.meddle?.(accessTo(opened));
  const runOptions: RunOptions = {
    topology,
    project,
    gates,
    strategies,
    sha256: sha256Of,
    ports: { ...world.ports, clock, source: source.source, approvals, evidence, progress: options.progress },
    start: startOf(opened),
    baselines: await whileWell(() => baselinesOf(opened), health, options),
    world: health,
    ...limitOf(options.to ?? settings.to),
    ...(options.from === undefined ? {} : { from: options.from }),
    ...(options.resume === true ? { judgeAgain: true } : {}),
    ...(await tagCommitsOf(options, source)),
    ...(options.signal === undefined ? {} : { signal: options.signal }),
  };
  const result = await runPath(runOptions);
  evidence.close();
  const record =
    evidence.entries().length === 0 ? null : finishEvidence({ out: options.out, signer, store: evidence, documents: renderDocuments });
  return { result, out: options.out, fingerprint: signer.fingerprint, record, report: join(options.out, 'report/index.html') };
}

/** The world with the last release in place, taken down again: others start in copies of it. */
async function prepare(options: RehearsalOptions): Promise<void> {
  await using opened = await open(options);
  await whileWell(() => baselinesOf(opened), opened.health, options);
}

/** Gives work up as soon as the world breaks or the run is stopped. What it still does then ends with the world. */
async function whileWell<Value>(work: () => Promise<Value>, health: WorldHealth, { signal }: RehearsalOptions): Promise<Value> {
  const stopped = Promise.withResolvers<never>();
  const stop = (): void => stopped.reject(signal?.reason);
  signal?.addEventListener('abort', stop, { once: true });
  try {
    signal?.throwIfAborted();
    return await Promise.race([work(), health.broke, stopped.promise]);
  } catch (cause) {
    if (signal?.aborted === true) throw cause;
    throw (await health.fault(cause)) ?? cause;
  } finally {
    signal?.removeEventListener('abort', stop);
  }
}

interface Opened extends AsyncDisposable {
  readonly source: OpenedSource;
  readonly project: Project;
  readonly settings: RunSettings;
  readonly topology: Topology;
  readonly topologyText: string;
  readonly signer: RunSigner;
  readonly evidence: FileEvidenceStore;
  readonly world: OpenedWorld;
  readonly health: WorldHealth;
  readonly stateDir: string;
  /** Whether the world is a copy of another run's. */
  readonly forked: boolean;
}

/** Everything that a run needs, up and ready; taken down again in the opposite order. */
async function open(options: RehearsalOptions): Promise<Opened> {
  await using opening = new AsyncDisposableStack();
  const stateDir = join(options.out, 'state');
  // Ends what runs outside this process: when the run is stopped, when nothing that it finds out counts any more, and with the run.
  const ended = new AbortController();
  opening.defer(() => ended.abort());
  const signal = AbortSignal.any([ended.signal, ...(options.signal === undefined ? [] : [options.signal])]);
  // First of all: without k6 a run would only find out minutes later.
  const k6 = options.backend === 'containers' ? containerK6() : await ensureK6({ cacheDir: options.cacheDir, env: process.env }, signal);
  if (k6.building) options.progress.note('k6 is not here: building it with Go in the background (3 to 6 minutes, once)');
  opening.use(await claim(options));
  const former = options.resume === true ? await readSettings(stateDir) : null;
  const source = await sourceOf(options, stateDir, former?.commit ?? null);
  noteLeftOut(source, options);
  const project = await readProject(source, source.source.commit);
  const settings = former ?? (await newSettings(options, source, project, stateDir));
  const { topology, text } = await readTopology(settings.topology, source, source.source.commit);
  await mergeTriggers(topology, source);
  const signer = openSigner(join(stateDir, 'signing-key.pem'));
  const evidence = FileEvidenceStore.open({ out: options.out, signer });
  const backend = backends[settings.backend];
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
      plan: planOf(options, topology, project, settings, stateDir),
      project,
      commit: source.source.commit,
      workTrees,
      flyway: builtinFlyway,
      k6: () => k6.ready,
      evidence,
      stateDir,
      outDir: options.out,
      artefactsOf: (commit) =>
        commit === source.source.commit ? join(options.out, 'artefacts') : join(options.cacheDir, 'builds', `${commit}-${process.version}`),
      ...(options.promoteAs === 'tooling-root' ? { promoter: (sessions) => sessions.root(topology.tooling.account) } : {}),
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
    signer,
    evidence,
    world,
    health,
    stateDir,
    forked: options.worldFrom !== undefined,
    [Symbol.asyncDispose]: () => everything.disposeAsync(),
  };
}

async function claim({ out, resume, cacheDir }: RehearsalOptions): Promise<Disposable> {
  try {
    return await claimOutFolder(out, { resume: resume === true, cacheDir });
  } catch (error) {
    if (!(error instanceof OutFolderError)) throw error;
    const problem = { file: error.folder, line: 0, column: 0, path: '', message: error.problem, hint: 'Choose another folder with --out.' };
    throw new ConfigError([problem]);
  }
}

async function sourceOf(options: RehearsalOptions, stateDir: string, commit: string | null): Promise<OpenedSource> {
  try {
    return await openSource(projectOf(options), stateDir, commit);
  } catch (error) {
    if (!(error instanceof NoCommitError)) throw error;
    const hint = 'A rehearsal is of a commit: run git init and commit first, or name another folder.';
    throw new ConfigError([{ file: error.folder, line: 0, column: 0, path: '', message: error.problem, hint }]);
  }
}

function noteLeftOut({ leftOut }: OpenedSource, { progress }: RehearsalOptions): void {
  if (leftOut.length === 0) return;
  progress.note(`${leftOut.length} uncommitted file(s) left out (take them with --working-tree): ${leftOut.slice(0, 3).join(', ')}`);
}

function accessTo({ world, topology, settings, project }: Opened): WorldAccess {
  const { account, region } = topology.tooling;
  return {
    endpoint: world.world.endpointOf(account),
    region,
    bucket: registryBucket(topology.tooling),
    credentials: world.world.rootCredentials(account),
    prefix: `${project.repository}/${settings.commit}/`,
  };
}

function projectOf(options: RehearsalOptions): Parameters<typeof openSource>[0] {
  return options.project === null ? sample : { kind: 'folder', path: options.project, workingTree: options.workingTree ?? false };
}

async function readProject(opened: OpenedSource, commit: string): Promise<Project> {
  const text = await opened.source.show(commit, 'rehearsal.yaml');
  if (text === null) {
    const message = 'is not in the commit that is rehearsed';
    throw new ConfigError([
      { file: 'rehearsal.yaml', line: 0, column: 0, path: '', message, hint: 'Write one at the root of the repository and commit it.' },
    ]);
  }
  const kinds = await opened.source.kindsOf(commit);
  return loadProject('rehearsal.yaml', text, (path) => kinds.get(path.replace(/\/$/, '')) ?? 'absent');
}

/** A name is one of the shipped files; anything else is a path in the commit or on this machine. */
async function readTopology(
  name: string,
  opened: OpenedSource,
  commit: string,
): Promise<{ readonly topology: Topology; readonly text: string }> {
  const ours = join(shipped, 'scenarios/topologies', `${name}.yaml`);
  const path = /^[\w-]+$/.test(name) && existsSync(ours) ? ours : name;
  const text = (await opened.source.show(commit, name)) ?? (existsSync(path) ? await readFile(path, 'utf8') : null);
  if (text === null) {
    throw new ConfigError([
      {
        file: 'rehearsal.yaml',
        line: 0,
        column: 0,
        path: 'topology',
        message: `there is no topology "${name}"`,
        hint: 'Name a shipped one (four-environment) or a file.',
      },
    ]);
  }
  return { topology: loadTopology(basename(path), text, new Set(gates.keys())), text };
}

/** The merges that the path's triggers ask for, made in the rehearsal's own clone. */
async function mergeTriggers(topology: Topology, opened: OpenedSource): Promise<void> {
  for (const { trigger } of topology.stages) {
    if (trigger.kind === 'merge' && !(await opened.source.mergeInto(trigger.branch))) {
      throw new ConfigError([
        {
          file: trigger.branch,
          line: 0,
          column: 0,
          path: '',
          message: `commit ${opened.source.commit} and ${trigger.branch} have diverged`,
          hint: `Rebase on ${trigger.branch} first: what isn't merged can't be promoted.`,
        },
      ]);
    }
  }
}

async function readSettings(stateDir: string): Promise<RunSettings> {
  const path = join(stateDir, 'run.json');
  if (!existsSync(path))
    throw new ConfigError([
      { file: path, line: 0, column: 0, path: '', message: 'there is no run to go on with', hint: 'Start one without --resume.' },
    ]);
  return readRunSettings(await readFile(path, 'utf8'));
}

async function newSettings(options: RehearsalOptions, opened: OpenedSource, project: Project, stateDir: string): Promise<RunSettings> {
  const settings: RunSettings = {
    schema: 'run-settings/1',
    run: randomUUID(),
    commit: opened.source.commit,
    ...opened.versions,
    topology: options.topology ?? project.topology,
    backend: options.backend ?? 'embedded',
    seed: options.seed ?? 1,
    pace: options.pace ?? 1,
    offsetMs: options.offsetMs ?? 0,
    to: options.to ?? null,
  };
  const path = join(stateDir, 'run.json');
  writeWhole(path, JSON.stringify(settings, null, 2));
  return settings;
}

function planOf(options: RehearsalOptions, topology: Topology, project: Project, settings: RunSettings, stateDir: string): WorldPlan {
  return {
    dataDir: join(stateDir, 'world'),
    cacheDir: options.cacheDir,
    logsDir: join(options.out, 'logs'),
    tooling: topology.tooling,
    environments: topology.stages.map(({ environment, account, regions }) => ({
      name: environment,
      account,
      region: regions[0] ?? topology.tooling.region,
      database: databasesOf(project).length > 0,
    })),
    seed: settings.seed,
    lifetime: options.keep === true ? 'detached' : 'parent',
  };
}

function startOf({ settings, source, project, topology, topologyText, world }: Opened): RunOptions['start'] {
  const { run, commit, version, candidate, seed, pace, backend } = settings;
  return {
    run,
    project: project.name,
    repository: project.repository,
    commit,
    version,
    candidate,
    authors: source.authors,
    seed,
    pace,
    topology: { name: topology.name, digest: sha256Of(topologyText) },
    backend: { kind: backend, emulator: world.world.emulator, missing: world.world.missing },
  };
}

/** Environments that start at the latest release get it now, unless they have it from before (a resumed run, a forked world). */
async function baselinesOf({ topology, source, project, world, evidence, stateDir, forked }: Opened): Promise<RunOptions['baselines']> {
  const wanted = topology.stages.filter((stage) => stage.startsAt === 'latest-release').map((stage) => stage.environment);
  const { lastRelease } = source;
  if (lastRelease === null) return wanted.map((environment) => ({ environment, version: null, commit: null, deployed: [] }));
  const live = new Map(
    await Promise.all(wanted.map(async (environment) => [environment, await world.ports.deployer.live(environment)] as const)),
  );
  const laidFile = join(stateDir, 'laid.json');
  const laidBefore = new Set([...(await readLaid(laidFile)), ...evidence.entries().flatMap(({ happening }) => baselineIn(happening))]);
  // Something live is no proof: a run that was killed here has left half of it. Laying it again changes nothing where it is whole.
  const missing = wanted.filter((environment) => !laidBefore.has(environment) && !(forked && live.get(environment)?.length !== 0));
  if (missing.length > 0) {
    const former =
      (await source.source.show(lastRelease.commit, 'rehearsal.yaml')) === null ? project : await readProject(source, lastRelease.commit);
    const laid = await layBaseline(world.portsFor(former, lastRelease.commit), lastRelease.commit, missing);
    for (const [environment, deployed] of laid) live.set(environment, deployed);
    writeWhole(laidFile, JSON.stringify([...laidBefore, ...missing]));
  }
  return wanted.map((environment) => ({
    environment,
    version: lastRelease.tag,
    commit: lastRelease.commit,
    deployed: live.get(environment) ?? [],
  }));
}

async function readLaid(path: string): Promise<readonly string[]> {
  return existsSync(path) ? (JSON.parse(await readFile(path, 'utf8')) as readonly string[]) : [];
}

function baselineIn(happening: Happening): readonly string[] {
  return happening.kind === 'baseline' ? [happening.environment] : [];
}

function limitOf(to: string | null): Pick<RunOptions, 'to'> {
  return to === null ? {} : { to };
}

async function tagCommitsOf(options: RehearsalOptions, opened: OpenedSource): Promise<Pick<RunOptions, 'tagCommits'>> {
  if (options.releaseTagOn === undefined) return {};
  const commit = await opened.source.resolve(options.releaseTagOn);
  if (commit === null)
    throw new ConfigError([
      { file: '--release-tag-on', line: 0, column: 0, path: '', message: `"${options.releaseTagOn}" is no commit`, hint: '' },
    ]);
  return { tagCommits: { release: commit } };
}

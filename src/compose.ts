import { join } from 'node:path';
import { makeAwsCall, registryBucket, type OpenedSource } from '../harness/index.ts';
import { baselinesOf } from './compose/baselines.ts';
import { keepLogs } from './compose/keep-logs.ts';
import { openRehearsal, type Opened } from './compose/open-rehearsal.ts';
import { portsOf } from './compose/ports-of.ts';
import { sayingFullDisk } from './compose/saying-full-disk.ts';
import { startOf } from './compose/start-of.ts';
import { usageError } from './compose/usage-error.ts';
import { whileWell } from './compose/while-well.ts';
import { runPath } from './engine/run-path.ts';
import type { RunOptions, RunResult } from './engine/run-options.ts';
import { finishEvidence } from './evidence/finish-evidence.ts';
import { sha256Of } from './evidence/sha256-of.ts';
import { gates } from './gates/index.ts';
import type { RehearsalRecord } from './model/record.ts';
import type { RehearsalOptions, WorldAccess } from './rehearsal-options.ts';
import { renderDocuments } from './report/render-documents.ts';
import { strategies } from './strategies/index.ts';
import { judge } from './strategies/judge/index.ts';

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
export { shipped } from './compose/shipped.ts';
export { bringUp } from './compose/bring-up.ts';
export { exportPerformance } from './compose/export-performance.ts';
export { cleanUp } from './compose/clean-up.ts';
export { initProject } from './compose/init-project.ts';
export { openKeptWorld } from './compose/hands-on.ts';
export type { OpenedHands } from './compose/hands-on.ts';
export { noEnvironment, resetWorld } from './compose/reset-world.ts';
export * from './compose/hand-tools.ts';
export {
  BackendError,
  K6MissingError,
  commitAside,
  emptyRun,
  emulatorCoverage,
  forkRun,
  makePatchedCopy,
  makePatchedRepository,
  readKeptWorld,
  removeRun,
  revertLast,
  startEmulator,
  stopKeptWorld,
  tamperWithArtefact,
} from '../harness/index.ts';

/** Wires the engine to a harness on this machine. This file and the folder of its name are the only place that knows both. */
export function createRehearsal(options: RehearsalOptions): Rehearsal {
  return { run: () => sayingFullDisk(options, rehearse), prepare: () => sayingFullDisk(options, prepare) };
}

async function rehearse(options: RehearsalOptions): Promise<RehearsalEnd> {
  await using opened = await openRehearsal(options);
  const { world, topology, project, settings, source, evidence, signer } = opened;
  const { health } = opened;
  await options.meddle?.(accessTo(opened));
  const runOptions: RunOptions = {
    topology,
    project,
    gates,
    strategies,
    judge,
    sha256: sha256Of,
    ports: portsOf(opened, options),
    start: startOf(opened),
    baselines: await whileWell(() => baselinesOf(opened), health, options),
    world: health,
    acceptedGaps: world.world.accepted,
    ...limitOf(options.onlyFirst === true ? (topology.stages[0]?.environment ?? null) : (options.to ?? settings.to)),
    ...(options.from === undefined ? {} : { from: options.from }),
    ...againOf(options, opened),
    ...(options.resume === true ? { judgeAgain: true, newWorld: world.world.fresh } : {}),
    ...(await tagCommitsOf(options, source)),
    ...(options.signal === undefined ? {} : { signal: options.signal }),
  };
  const result = await runPath(runOptions);
  if (result.kind === 'finished') await keepLogs(opened, options);
  if (result.kind === 'finished' && result.outcome === 'released' && !result.already) await world.reportPrivileges();
  evidence.close();
  const record =
    evidence.entries().length === 0 ? null : finishEvidence({ out: options.out, signer, store: evidence, documents: renderDocuments });
  return { result, out: options.out, fingerprint: signer.fingerprint, record, report: join(options.out, 'report/index.html') };
}

/** The world with the last release in place, taken down again: others start in copies of it. */
async function prepare(options: RehearsalOptions): Promise<void> {
  await using opened = await openRehearsal(options);
  await whileWell(() => baselinesOf(opened), opened.health, options);
}

function accessTo({ world, topology, settings, project }: Opened): WorldAccess {
  const { account, region } = topology.tooling;
  return {
    endpoint: world.world.endpointOf(account),
    region,
    bucket: registryBucket(topology.tooling),
    credentials: world.world.rootCredentials(account),
    prefix: `${project.repository}/${settings.commit}/`,
    call: (call) => {
      const stage = topology.stages.find(({ environment }) => environment === call.environment);
      return makeAwsCall(world.sessions, stage?.account ?? account, call);
    },
  };
}

/** The environments from `from` on, where they are to be gone through again. */
function againOf({ from, again }: RehearsalOptions, { topology }: Opened): Pick<RunOptions, 'again'> {
  const names = topology.stages.map((stage) => stage.environment);
  return from === undefined || again !== true || !names.includes(from) ? {} : { again: names.slice(names.indexOf(from)) };
}

function limitOf(to: string | null): Pick<RunOptions, 'to'> {
  return to === null ? {} : { to };
}

async function tagCommitsOf(
  { releaseTagOn, candidateTagOn }: RehearsalOptions,
  opened: OpenedSource,
): Promise<Pick<RunOptions, 'tagCommits'>> {
  const candidate = await tagCommit('--candidate-tag-on', candidateTagOn, opened);
  const release = await tagCommit('--release-tag-on', releaseTagOn, opened);
  return { tagCommits: { ...(candidate === null ? {} : { candidate }), ...(release === null ? {} : { release }) } };
}

async function tagCommit(place: string, revision: string | undefined, { source }: OpenedSource): Promise<string | null> {
  if (revision === undefined) return null;
  const commit = await source.resolve(revision);
  if (commit === null) throw usageError(place, `"${revision}" is no commit`, '');
  return commit;
}

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import {
  commitAside,
  createRehearsal,
  makePatchedCopy,
  type RehearsalEnd,
  removeRun,
  revertLast,
  tamperWithArtefact,
} from '../../compose.ts';
import type { Scenario } from '../../config/scenario-file.ts';
import type { RehearsalRecord } from '../../model/record.ts';
import { sha256Of } from '../../evidence/sha256-of.ts';
import { readRun } from '../finished-run.ts';
import { type Caught, caughtBy, lackedBy, mismatch } from './caught.ts';
import { isGreenAgain } from './is-green-again.ts';
import { goOnAfter } from './go-on-after.ts';
import type { WorldAccess } from '../../rehearsal-options.ts';
import { preparedPath, type PreparedRuns } from './prepared-runs.ts';

export interface ScenarioResult {
  readonly name: string;
  readonly title: string;
  readonly kind: Scenario['kind'];
  readonly ok: boolean;
  /** What the backend lacks that it takes to come to what is expected; null where nothing. Neither caught nor missed. */
  readonly beyond: string | null;
  /** Who caught it, or that nothing did. */
  readonly caught: string;
  readonly reason: string;
  /** Whether the same gate passes once the defect is taken back; null where that was not asked, or nothing was planted. */
  readonly greenAgain: boolean | null;
  readonly durationMs: number;
}

export interface PlayOptions {
  readonly scenario: Scenario;
  /** The scenario's own folder, for its patch. */
  readonly folder: string;
  readonly prepared: PreparedRuns;
  readonly scratch: string;
  readonly reverted: boolean;
  readonly signal: AbortSignal;
}

/** What playing it left: the run, and the one with the defect taken back. */
export async function removePlayed(scratch: string, { name }: Scenario): Promise<void> {
  const out = join(scratch, name);
  await removeRun(out);
  await removeRun(revertedOf(out));
}

function revertedOf(out: string): string {
  return `${out}-reverted`;
}

/** Plants it, rehearses, and compares what the record says with what is expected. */
export async function playScenario(options: PlayOptions): Promise<ScenarioResult> {
  const startedAt = performance.now();
  const { scenario } = options;
  const out = join(options.scratch, scenario.name);
  await removeRun(out);
  const played = await play(options, out);
  const { record } = played;
  const wrong = played.failure ?? (record === null ? 'no record' : mismatch(scenario, record));
  const beyond = wrong === null || record === null ? null : lackedBy(scenario, record);
  const caught = record === null ? nothing : caughtBy(record, scenario.expect.environment);
  const greenAgain = options.reverted && scenario.kind === 'defect' && wrong === null ? await passesReverted(options, out) : null;
  return {
    name: scenario.name,
    title: scenario.title,
    kind: scenario.kind,
    ok: (wrong === null || beyond !== null) && greenAgain !== false,
    beyond,
    caught: caughtIn(caught, record, beyond),
    reason: wrong === null ? caught.reason : `expected ${JSON.stringify(scenario.expect)}, got ${wrong}`,
    greenAgain,
    durationMs: Math.round(performance.now() - startedAt),
  };
}

const nothing: Caught = { environment: null, gate: null, reason: '' };

function caughtIn({ gate, environment }: Caught, record: RehearsalRecord | null, beyond: string | null): string {
  if (beyond !== null) return `only where there is ${beyond}`;
  return gate === null ? (record?.outcome ?? 'broke') : `${gate} in ${environment ?? ''}`;
}

interface Played {
  /** Null where the run left none. */
  readonly record: RehearsalRecord | null;
  /** Why it came to no end of its own; null where it did. */
  readonly failure: string | null;
}

/** One scenario that can't be played says nothing of the others: it is red, and they go on. */
async function play(options: PlayOptions, out: string): Promise<Played> {
  try {
    return { record: await plant(options, out), failure: null };
  } catch (error) {
    options.signal.throwIfAborted();
    const failure = error instanceof Error ? error.message : String(error);
    return { record: existsSync(join(out, 'rehearsal.json')) ? readRun(out).record : null, failure };
  } finally {
    await options.prepared.end(out);
  }
}

async function plant({ scenario, folder, prepared, scratch }: PlayOptions, out: string): Promise<RehearsalRecord> {
  const { plant: planted } = scenario;
  if ('patch' in planted) {
    const project = join(scratch, `${scenario.name}-project`);
    const files = [planted.patch].flat().map((name) => join(folder, name));
    const { branch, tags, to, at, afterwards = [] } = planted;
    const history = {
      files,
      message: scenario.title,
      ...(branch === undefined ? {} : { branch }),
      ...(tags === undefined ? {} : { tags }),
    };
    await makePatchedCopy(await prepared.unpatched(), project, history);
    const base = { ...prepared.base(project, out), ...pathOf(planted.topology, folder) };
    const began = createRehearsal({
      ...base,
      ...(to === undefined ? {} : { to }),
      ...(at === undefined ? {} : { offsetMs: Date.parse(at) - Date.now() }),
      // A release that the prepared world knows nothing of wants a world of its own.
      ...(Object.keys(tags ?? {}).some(isRelease) ? {} : await beginningOn(planted.topology, prepared)),
    });
    let record = recordOf(await began.run());
    for (const deed of afterwards) record = recordOf(await goOnAfter(deed, base));
    return record;
  }
  const resumed = { ...prepared.base(prepared.project, out), resume: true, to: 'production' } as const;
  switch (planted.action) {
    case 'approve-as':
      await prepared.comeTo('uat', out);
      return recordOf(await createRehearsal({ ...resumed, approveAs: planted.name }).run());
    case 'release-tag-on-other-commit':
      await prepared.comeTo('uat', out);
      return recordOf(await createRehearsal({ ...resumed, releaseTagOn: 'HEAD~1' }).run());
    case 'tag-off-main': {
      await prepared.comeTo('dev', out);
      const { commit } = readRun(out).record;
      return recordOf(await createRehearsal({ ...resumed, candidateTagOn: await commitAside(out, commit) }).run());
    }
    case 'approve-other-release':
      await prepared.comeTo('uat', out);
      return recordOf(await createRehearsal({ ...resumed, approveRelease: sha256Of('another release') }).run());
    case 'promote':
      await prepared.comeTo(planted.after, out);
      return recordOf(await createRehearsal({ ...resumed, from: planted.environment, to: planted.environment }).run());
    case 'tamper-artefact':
      await prepared.comeTo(planted.after, out);
      return recordOf(await createRehearsal({ ...resumed, meddle: async (access) => void (await tamperWithArtefact(access)) }).run());
    case 'aws-call': {
      await prepared.comeTo(planted.after, out);
      const meddle = async ({ call }: WorldAccess): Promise<void> => {
        for (const each of planted.calls) await call(each);
      };
      return recordOf(await createRehearsal({ ...resumed, meddle }).run());
    }
  }
}

/** A file of the scenario's, or a shipped path's name; as it is prepared where absent. */
function pathOf(named: string | undefined, folder: string): { readonly topology?: string } {
  if (named === undefined) return {};
  return { topology: existsSync(join(folder, named)) ? join(folder, named) : named };
}

/** Environments that the prepared world knows nothing of want a world of their own. */
async function beginningOn(named: string | undefined, prepared: PreparedRuns): ReturnType<PreparedRuns['beginning']> {
  return named === undefined || named === preparedPath ? await prepared.beginning() : {};
}

function isRelease(tag: string): boolean {
  return /^v\d+\.\d+\.\d+$/.test(tag);
}

/** The defect taken back, as a team would, and the path gone again up to the gate that was red. */
async function passesReverted(options: PlayOptions, red: string): Promise<boolean> {
  const { environment, gate } = options.scenario.expect;
  if (environment === undefined || gate === undefined) return false;
  const out = revertedOf(red);
  await removeRun(out);
  try {
    return isGreenAgain(await rehearseReverted(options, environment, out), environment, gate);
  } finally {
    await options.prepared.end(out);
  }
}

async function rehearseReverted({ scenario, folder, prepared, scratch }: PlayOptions, to: string, out: string): Promise<RehearsalRecord> {
  if ('patch' in scenario.plant) {
    const project = join(scratch, `${scenario.name}-project`);
    // What several commits did is not undone by a commit more: the history without them is.
    if (Array.isArray(scenario.plant.patch)) await makePatchedCopy(await prepared.unpatched(), project, null);
    else await revertLast(project);
    const { topology } = scenario.plant;
    const path = { ...pathOf(topology, folder), ...(await beginningOn(topology, prepared)) };
    return recordOf(await createRehearsal({ ...prepared.base(project, out), ...path, to }).run());
  }
  // What was done to the world is not done: the same point, gone on from as it was.
  const { plant: planted } = scenario;
  await prepared.comeTo('after' in planted ? planted.after : 'uat', out);
  return recordOf(await createRehearsal({ ...prepared.base(prepared.project, out), to, resume: true }).run());
}

function recordOf(end: RehearsalEnd): RehearsalRecord {
  if (end.record !== null && end.result.kind !== 'broke') return end.record;
  throw new Error(`the rehearsal broke: ${end.result.kind === 'broke' ? end.result.message : end.result.kind}`);
}

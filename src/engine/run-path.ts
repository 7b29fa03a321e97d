import type { Happening } from '../model/evidence.ts';
import type { TrafficSeen } from '../ports/load-runner.ts';
import { giveBackAfterThrow } from './give-back-after-throw.ts';
import type { Action } from './next-action.ts';
import { nextAction } from './next-action.ts';
import { limitsFault } from './path.ts';
import { placeOf } from './place.ts';
import { beginRun } from './begin-run.ts';
import type { RunOptions, RunResult } from './run-options.ts';
import { stateOf, stepsDone } from './run-state.ts';
import type { Running } from './take-action.ts';
import { sinceStart, takeAction } from './take-action.ts';
import { whereTrafficIs } from './where-traffic-is.ts';

/**
 * Brings a release along its path, or goes on with a run that its ledger says was begun. Rejects only where the ledger
 * itself can't be written.
 */
export async function runPath(options: RunOptions): Promise<RunResult> {
  const fault = limitsFault(options.topology, options);
  if (fault !== null) return { kind: 'unusable', reason: fault };
  const begun = await beginRun(options);
  if (begun.kind === 'unusable') return begun;
  if (begun.kind === 'ended') return finished(options, true);
  const { running } = begun;
  try {
    return await goOn(running);
  } finally {
    await stopTraffic(running);
  }
}

async function goOn(running: Running): Promise<RunResult> {
  const { options } = running;
  for (;;) {
    const action = nextAction(options.topology, running.happenings(), options);
    if (action === null) return finished(options, false);
    if (wasStopped(options)) return { kind: 'interrupted', at: placeOf(action) };
    const broken = await attempt(action, running);
    if (broken === null) continue;
    // What a stopped child leaves behind is no fault of the world.
    if (wasStopped(options)) return { kind: 'interrupted', at: placeOf(action) };
    return broke(action, broken, running);
  }
}

function wasStopped({ signal }: RunOptions): boolean {
  return signal?.aborted === true;
}

interface Broken {
  readonly cause: unknown;
  /** The world broke: nothing can be put right in it. */
  readonly world: boolean;
}

/** An action is given up as soon as the world breaks: what it still finds out is written nowhere. */
async function attempt(action: Action, running: Running): Promise<Broken | null> {
  const { world } = running.options;
  let givenUp = false;
  const happen: Running['happen'] = (happening) =>
    givenUp ? Promise.reject(new Error('The world broke before this was done.')) : running.happen(happening);
  const done = takeAction(action, { ...running, happen }).then(
    () => null,
    async (cause: unknown): Promise<Broken> => {
      const fault = (await world?.fault(cause)) ?? null;
      return { cause: fault ?? cause, world: fault !== null };
    },
  );
  if (world === undefined) return done;
  const end = await Promise.race([done, world.broke.catch((cause: unknown): Broken => ({ cause, world: true }))]);
  givenUp = true;
  return end;
}

async function broke(action: Action, { cause, world }: Broken, running: Running): Promise<RunResult> {
  const place = placeOf(action);
  const [environment = place, step = action.kind] = place.split('/');
  const message = cause instanceof Error ? cause.message : String(cause);
  const watch = { stop: () => stopTraffic(running) };
  const back = world ? '' : await giveBackAfterThrow(action, message, running, watch);
  const at = running.options.ports.clock.now().toISOString();
  const where = action.kind === 'roll-back' && !world ? ` ${await whereTrafficIs(action.stage.environment, running.options.ports)}` : '';
  const reason = `${place} broke: ${message.replace(/\.?$/, '.')}${back}${where} Resume the run when that is put right.`;
  await running.happen({ kind: 'run-finished', at, outcome: 'error', durationMs: sinceStart(running, at), reason });
  return { kind: 'broke', environment, step, message, cause };
}

function finished({ ports }: RunOptions, already: boolean): RunResult {
  const happenings: readonly Happening[] = ports.evidence.entries().map((entry) => entry.happening);
  const state = stateOf(happenings);
  const { outcome, reason } = state.finished ?? { outcome: 'error' as const, reason: 'The run has no end in its ledger.' };
  const missingTool = stepsDone(state).findLast((step) => step.facts.missingTool !== undefined)?.facts.missingTool ?? null;
  return { kind: 'finished', outcome, reason, missingTool, already };
}

/** Only a run that broke or was interrupted still has traffic here. Its result stands even where k6 can't be stopped. */
async function stopTraffic({ watch, options }: Running): Promise<TrafficSeen | null> {
  try {
    return await watch.stop();
  } catch (cause) {
    options.ports.progress.note(`The users' traffic could not be stopped: ${cause instanceof Error ? cause.message : String(cause)}`);
    return null;
  }
}

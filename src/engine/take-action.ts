import type { Happening, RunStarted } from '../model/evidence.ts';
import type { Stage } from '../model/topology.ts';
import { admit } from './admit.ts';
import type { Action } from './next-action.ts';
import { nextAction } from './next-action.ts';
import { triggerOf } from './path.ts';
import { giveBackLock, lockRefusal, lostLock } from './promotion-lock.ts';
import { rollBack } from './roll-back.ts';
import type { RunOptions } from './run-options.ts';
import { runStep } from './run-step.ts';
import type { RunState } from './run-state.ts';
import type { StageStarted } from './stage-state.ts';
import { isRed } from './stage-state.ts';
import type { TrafficWatch } from './traffic-watch.ts';
import { underWaiver, type WaivedBy } from './under-waiver.ts';
import { withTrafficSeen } from './with-traffic-seen.ts';

/** A run in this process: what its steps share. */
export interface Running {
  readonly options: RunOptions;
  readonly watch: TrafficWatch;
  /** The environments that this process was let into. */
  readonly entered: Set<string>;
  readonly run: RunStarted;
  state(): RunState;
  happenings(): readonly Happening[];
  /** On disk when it returns. */
  happen(happening: Happening): Promise<void>;
}

/** What a waiver of this run is judged by, now. */
export function waivedBy({ options, run, state }: Pick<Running, 'options' | 'run' | 'state'>): WaivedBy {
  const { project, ports } = options;
  return { waivers: state().waivers, project, version: run.version, authors: run.authors, now: ports.clock.now().toISOString() };
}

/** Does one thing and writes down that it happened. */
export async function takeAction(action: Action, running: Running): Promise<void> {
  const { options, watch } = running;
  const { ports, strategies } = options;
  const at = ports.clock.now().toISOString();
  switch (action.kind) {
    case 'start-stage':
      return startStage(action.stage, running);
    case 'run-step':
      return takeStep(action, running);
    case 'roll-back':
      return running.happen(await rollBack(action, ports, strategies(action.stage.strategy), watch));
    case 'finish-stage':
      await giveBackLock(action.stage.environment, action.outcome, { ports, run: running.run, state: running.state() });
      return running.happen({ kind: 'stage-finished', at, environment: action.stage.environment, outcome: action.outcome });
    case 'finish-run': {
      const { outcome, reason } = action;
      return running.happen({ kind: 'run-finished', at, outcome, durationMs: sinceStart(running, at), reason });
    }
  }
}

export function sinceStart({ run }: Running, at: string): number {
  return Math.max(0, Date.parse(at) - Date.parse(run.at));
}

async function startStage(stage: Stage, running: Running): Promise<void> {
  const entered = await enter(stage, running);
  if (entered === null) return;
  const { ports } = running.options;
  const { environment, account } = stage;
  if (!running.state().baselines.has(environment)) {
    const deployed = await ports.deployer.live(environment);
    await running.happen({ kind: 'baseline', at: ports.clock.now().toISOString(), environment, version: null, commit: null, deployed });
  }
  const trigger = triggerOf(stage, running.run);
  await running.happen({ kind: 'stage-started', at: ports.clock.now().toISOString(), environment, account, trigger, ...entered });
}

/** Who was let in; null where the release was refused, which is then written down. */
async function enter(stage: Stage, running: Running): Promise<Pick<StageStarted, 'principal' | 'lockLost'> | null> {
  const { environment } = stage;
  const { topology, ports, tagCommits } = running.options;
  const { principal, refusal } = await admit(topology, stage, running.run, running.state(), ports, tagCommits ?? {});
  const lock = refusal === null ? await ports.lock.take(environment) : null;
  const refused = refusal ?? (lock?.kind === 'refused' ? lockRefusal(environment, lock.holder) : null);
  if (refused !== null) {
    await running.happen({ kind: 'refused', at: ports.clock.now().toISOString(), environment, ...refused });
    return null;
  }
  running.entered.add(environment);
  if (lock?.kind !== 'held' || lock.lost === null) return { principal };
  ports.progress.note(`The lock on ${environment} of ${lock.lost.owner} ran out at ${lock.lost.expires} and was taken over.`);
  return { principal, lockLost: lock.lost.owner };
}

/** Asked before each step: the first one here enters, those behind it want the lock to be theirs still. */
async function mayGoOn(stage: Stage, running: Running): Promise<boolean> {
  const { environment } = stage;
  if (!running.entered.has(environment)) return (await enter(stage, running)) !== null;
  const { ports } = running.options;
  const lost = lostLock(environment, await ports.lock.take(environment));
  if (lost !== null) await running.happen({ kind: 'refused', at: ports.clock.now().toISOString(), environment, ...lost });
  return lost === null;
}

async function takeStep(action: Action & { readonly kind: 'run-step' }, running: Running): Promise<void> {
  const { options, watch } = running;
  if (!(await mayGoOn(action.stage, running))) return;
  const judged = await runStep(action, options, running.state(), watch, (happening) => running.happen(happening));
  // A check that was stopped with the run is red for that reason alone: its step is run again when the run is resumed.
  if (options.signal?.aborted === true && isRed(judged)) return;
  const fault = isRed(judged) ? ((await options.world?.fault(null)) ?? null) : null;
  if (fault !== null) throw fault;
  const finished = underWaiver(judged, waivedBy(running));
  const next = nextAction(options.topology, [...running.happenings(), finished], options);
  const goesOn = next?.kind === 'run-step' || next?.kind === 'roll-back';
  await running.happen(goesOn ? finished : underWaiver(withTrafficSeen(finished, await watch.stop()), waivedBy(running)));
}

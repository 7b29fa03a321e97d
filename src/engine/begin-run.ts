import type { Happening, RunStarted } from '../model/evidence.ts';
import { type Action, nextAction } from './next-action.ts';
import { pathOf } from './path.ts';
import { placeOf } from './place.ts';
import type { RunOptions } from './run-options.ts';
import type { RunState } from './run-state.ts';
import { rolledBackAt } from './rollback-place.ts';
import { clearLeftFaults } from './recorded-faults.ts';
import { stateOf, stepsDone } from './run-state.ts';
import { redStep } from './stage-state.ts';
import { type Running, waivedBy } from './take-action.ts';
import { TrafficWatch } from './traffic-watch.ts';
import { underWaiver } from './under-waiver.ts';

export type Begun =
  | { readonly kind: 'running'; readonly running: Running }
  /** It had ended, and nothing asks for more. */
  | { readonly kind: 'ended' }
  | { readonly kind: 'unusable'; readonly reason: string };

/** Starts a run in an empty ledger, or takes up the one that the ledger holds. */
export async function beginRun(options: RunOptions): Promise<Begun> {
  const ledger = ledgerOf(options);
  const at = options.ports.clock.now().toISOString();
  const known = stateOf(ledger.happenings());
  if (known.started !== null) {
    const reason = otherRun(known.started, options) ?? halfRolledBack(known);
    if (reason !== null) return { kind: 'unusable', reason };
    const actionAfter = (again: readonly string[] | undefined): Action | null =>
      nextAction(options.topology, [...ledger.happenings(), resumedWith(again, at, '')], options);
    if (known.finished !== null && !goesOn(known, actionAfter(options.again)?.kind !== 'finish-run', options)) return { kind: 'ended' };
    const again = options.newWorld === true ? options.topology.stages.map((stage) => stage.environment) : options.again;
    await ledger.happen(resumedWith(again, at, placeOf(actionAfter(again))));
    await clearLeftFaults(options.ports);
    await takeWaivers(known, known.started, options, ledger);
  }
  const run = known.started ?? { kind: 'run-started', at, path: pathOf(options.topology, options.start), ...options.start };
  if (known.started === null) await ledger.happen(run);
  for (const baseline of options.baselines) {
    if (!known.baselines.has(baseline.environment)) await ledger.happen({ kind: 'baseline', at, ...baseline });
  }
  const watch = new TrafficWatch(options.ports.load);
  return { kind: 'running', running: { options, run, watch, entered: new Set(), ...ledger } };
}

function resumedWith(again: readonly string[] | undefined, at: string, from: string): Extract<Happening, { readonly kind: 'resumed' }> {
  return { kind: 'resumed', at, from, ...(again === undefined ? {} : { again }) };
}

/**
 * What held a run up and is waived by now is not judged again: its verdict becomes `waived` and the run goes on behind it. After a rollback
 * the stage is gone through again from its deploy, so there the gate is judged anew.
 */
async function takeWaivers(
  known: RunState,
  run: RunStarted,
  options: RunOptions,
  ledger: Pick<Running, 'happen' | 'state'>,
): Promise<void> {
  if (known.finished?.outcome !== 'blocked') return;
  for (const [environment, stage] of known.stages) {
    const red = redStep(stage);
    if (red === null || stage.outcome !== 'blocked' || options.again?.includes(environment) === true) continue;
    const waived = underWaiver(red, waivedBy({ options, run, state: ledger.state }));
    if (waived.verdict === 'waived') await ledger.happen({ ...waived, at: options.ports.clock.now().toISOString() });
  }
}

/** A rollback by hand that was killed may have moved some functions' traffic and not others': nobody goes on with that. */
function halfRolledBack({ finished, resumedAt }: RunState): string | null {
  const environment = finished === null ? rolledBackAt(resumedAt) : null;
  if (environment === null) return null;
  return `A rollback of ${environment} was begun by hand and has not come to its end, so nobody knows where its traffic goes: finish it with rehearse rollback ${environment} first.`;
}

/** Evidence of another commit, version or path can't be gone on with. */
function otherRun(started: RunStarted, { start }: RunOptions): string | null {
  const differs =
    started.commit !== start.commit
      ? 'commit'
      : started.version !== start.version
        ? 'version'
        : started.topology.digest !== start.topology.digest
          ? 'topology'
          : null;
  if (differs === null) return null;
  return `The run to resume is of another ${differs}: resume it with what it was started with, or start a run of its own.`;
}

/** Whether there is something to do in a run that had ended. */
function goesOn({ finished, ...state }: RunState, moreAsked: boolean, { judgeAgain }: RunOptions): boolean {
  switch (finished?.outcome) {
    case undefined:
    case 'waiting':
    case 'error':
      return true;
    case 'released':
      return moreAsked;
    case 'blocked':
    case 'rolled-back':
      return judgeAgain === true || stepsDone({ finished: null, ...state }).some((step) => step.facts.missingTool !== undefined);
  }
}

function ledgerOf({ ports }: RunOptions): Pick<Running, 'happen' | 'happenings' | 'state'> {
  const happenings = (): readonly Happening[] => ports.evidence.entries().map((entry) => entry.happening);
  return {
    happenings,
    state: () => stateOf(happenings()),
    happen: async (happening) => {
      await ports.evidence.append(happening);
      ports.progress.happened(happening);
    },
  };
}

import type { RefusingGate, RunStarted } from '../model/evidence.ts';
import type { StageOutcome } from '../model/record.ts';
import type { LockAnswer, LockHolder } from '../ports/promotion-lock.ts';
import type { Ports } from '../ports/ports.ts';
import type { RunState } from './run-state.ts';
import { releaseIn, stageIn } from './run-state.ts';

export function lockRefusal(environment: string, holder: LockHolder): { readonly gate: RefusingGate; readonly reason: string } {
  const reason = `${holder.owner} promotes to ${environment} since ${holder.since}, and two can't: try again when it has ended, or when its lock has run out at ${holder.expires}.`;
  return { gate: 'provenance', reason };
}

/** Why a stage that is under way can't go on: its lock ran out, for the process stood still, and somebody else has or had it. Null where it is held. */
export function lostLock(environment: string, answer: LockAnswer): ReturnType<typeof lockRefusal> | null {
  if (answer.kind === 'refused') return lockRefusal(environment, answer.holder);
  if (answer.lost === null) return null;
  const reason = `The lock on ${environment} ran out, and ${answer.lost.owner} promoted there since ${answer.lost.since}: go through the stage again with rehearse run --from ${environment}.`;
  return { gate: 'provenance', reason };
}

interface Holding {
  readonly ports: Pick<Ports, 'lock' | 'deployer'>;
  readonly run: Pick<RunStarted, 'version' | 'commit'>;
  readonly state: RunState;
}

/** Gives the lock back and has what the stage left written down; a release that wasn't let in left nothing. */
export async function giveBackLock(environment: string, outcome: StageOutcome, { ports, run, state }: Holding): Promise<void> {
  const { started, refused } = stageIn(state, environment);
  if (started === null || refused !== null || outcome === 'waiting') return ports.lock.giveBack(environment, null);
  const { version, commit } = run;
  const accounts = outcome === 'passed' || outcome === 'rolled-back';
  const release = releaseIn(state)?.id ?? null;
  const deployed = await ports.deployer.live(environment);
  return ports.lock.giveBack(environment, { outcome, accounts, version, commit, release, by: started.principal, deployed });
}

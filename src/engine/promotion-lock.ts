import type { RefusingGate } from '../model/evidence.ts';
import type { StageOutcome } from '../model/record.ts';
import type { LockHolder } from '../ports/promotion-lock.ts';
import { releaseIn, stageIn } from './run-state.ts';
import type { Running } from './take-action.ts';

export function lockRefusal(environment: string, holder: LockHolder): { readonly gate: RefusingGate; readonly reason: string } {
  const reason = `${holder.owner} promotes to ${environment} since ${holder.since}, and two can't: try again when it has ended, or when its lock has run out at ${holder.expires}.`;
  return { gate: 'provenance', reason };
}

/** Gives the lock back and has what the stage left written down; a release that wasn't let in left nothing. */
export async function giveBackLock(environment: string, outcome: StageOutcome, running: Running): Promise<void> {
  const { ports } = running.options;
  const state = running.state();
  const { started, refused } = stageIn(state, environment);
  if (started === null || refused !== null || outcome === 'waiting') return ports.lock.giveBack(environment, null);
  const { version, commit } = running.run;
  const release = releaseIn(state)?.id ?? null;
  const deployed = await ports.deployer.live(environment);
  return ports.lock.giveBack(environment, { outcome, version, commit, release, by: started.principal, deployed });
}

import { type DeployedFunction, isSameFunction } from '../model/deployment.ts';
import type { Happening } from '../model/evidence.ts';
import type { Outcome } from '../model/record.ts';
import type { Stage } from '../model/topology.ts';
import { deployedIn, type DeployedRelease, isNamed } from './deployed-in.ts';
import type { Ports } from '../ports/ports.ts';
import { principalRefusal } from './eligibility.ts';
import { rollbackPlace } from './rollback-place.ts';
import { lockRefusal, lostLock } from './promotion-lock.ts';
import { clearLeftFaults } from './recorded-faults.ts';
import { rollBack } from './roll-back.ts';
import type { RunOptions } from './run-options.ts';
import { schemaRefusal } from './schema-refusal.ts';
import type { RolledBack } from './stage-state.ts';
import { stateOf } from './run-state.ts';
import { whereTrafficIs } from './where-traffic-is.ts';

export interface RollbackWish {
  readonly environment: string;
  /** A tag, a commit, or a release's id; null for what was live before the release that is live now. */
  readonly to: string | null;
  /** `Priya Raman, release-manager`. */
  readonly by: string;
}

export type RollbackResult =
  | { readonly kind: 'rolled-back'; readonly to: DeployedRelease; readonly happening: RolledBack }
  /** It is live already. */
  | { readonly kind: 'already'; readonly to: DeployedRelease }
  /** There is nothing of that name to go back to; `were` are the releases that were live there. */
  | { readonly kind: 'no-target'; readonly reason: string; readonly were: readonly DeployedRelease[] }
  | { readonly kind: 'refused'; readonly reason: string }
  /** It was begun and could not be done; `reason` says where the traffic is now, and what to do. */
  | { readonly kind: 'failed'; readonly reason: string };

/**
 * The fast track back: the versions that were live before take the traffic again. Nothing is built, no gate is asked: what was live once has
 * passed them. Written down as the end of the run; the release has to be promoted again to come back.
 */
export async function rollBackByHand(
  options: Pick<RunOptions, 'topology' | 'ports' | 'strategies'>,
  { environment, to, by }: RollbackWish,
): Promise<RollbackResult> {
  const { topology, ports, strategies } = options;
  const stage = topology.stages.find((each) => each.environment === environment);
  if (stage === undefined) throw new Error(`${topology.name} has no ${environment}.`);
  const happenings = ports.evidence.entries().map((entry) => entry.happening);
  const were = deployedIn(environment, happenings);
  const target = to === null ? were.at(-2) : were.find((each) => isNamed(each, to));
  if (target === undefined) return { kind: 'no-target', reason: noTarget(environment, to, were), were };
  const caller = await ports.identity.callerFor(environment);
  const refusal = principalRefusal({ environment, pipelineRoleArn: ports.identity.pipelineRoleArn, caller });
  if (refusal !== null) return { kind: 'refused', reason: refusal };
  const live = await ports.deployer.live(environment);
  if (target.functions.every((each) => live.some((now) => isSameFunction(now, each) && now.version === each.version)))
    return { kind: 'already', to: target };
  if (target === were.at(-1) && were.length > 1) {
    return {
      kind: 'no-target',
      reason: `${target.version} was rolled back in ${environment}: bring it there with rehearse promote.`,
      were,
    };
  }
  const stranded = schemaRefusal(environment, target.version, happenings);
  if (stranded !== null) return { kind: 'refused', reason: stranded };
  const lock = await ports.lock.take(environment);
  if (lock.kind === 'refused') return { kind: 'refused', reason: lockRefusal(environment, lock.holder).reason };
  const startedAt = ports.clock.now().toISOString();
  await ports.evidence.append({ kind: 'resumed', at: startedAt, from: rollbackPlace(environment) });
  await clearLeftFaults(ports);
  const strategy = strategies(stage.strategy);
  const steps = strategy
    .steps({ environment, to: live, previous: target.functions, router: ports.router })
    .map(({ name, weightPercent }) => ({ name, weightPercent, startedAt, durationMs: 0, result: 'reverted' as const }));
  const moved = { rollout: { strategy: strategy.name, steps }, deployed: live, previous: target.functions };
  const red = { name: 'by hand', reason: `${by}, to ${target.version}`, at: startedAt, startedAt };
  let happening: RolledBack;
  try {
    happening = await rollBack({ stage, red, moved }, ports, strategy, { stop: () => Promise.resolve(null) });
  } catch (cause) {
    return await goForwardAgain({ environment, by, target, live, cause, happenings }, ports);
  }
  const lost = lostLock(environment, await ports.lock.take(environment));
  if (lost !== null) ports.progress.note(`${lost.reason} Look again who moved its traffic last.`);
  for (const each of [happening, ...ends(stage, by, target, happenings, ports.clock.now().toISOString())]) {
    await ports.evidence.append(each);
    ports.progress.happened(each);
  }
  const { version, commit, id: release } = target;
  const deployed = await ports.deployer.live(environment);
  const end = { outcome: 'rolled-back', accounts: false, version, commit, release, by: caller.arn, deployed } as const;
  await ports.lock.giveBack(environment, end);
  return { kind: 'rolled-back', to: target, happening };
}

interface FailedRollback {
  readonly environment: string;
  readonly by: string;
  readonly target: DeployedRelease;
  /** What had the traffic before. */
  readonly live: readonly DeployedFunction[];
  readonly cause: unknown;
  readonly happenings: readonly Happening[];
}

/**
 * A rollback that fails may have moved some functions and not others, which nobody has ever tested together: what was live before gets all of
 * the traffic again. Whether that worked or not, the ledger says where the traffic is.
 */
async function goForwardAgain(
  { environment, by, target, live, cause, happenings }: FailedRollback,
  ports: Pick<Ports, 'clock' | 'router' | 'evidence' | 'progress' | 'lock'>,
): Promise<RollbackResult> {
  const why = sentence(cause);
  let left: string;
  try {
    await ports.router.shift(environment, live, 100);
    left = `What was live before it has all of the traffic again.`;
  } catch (again) {
    left = `It could not be taken back either: ${sentence(again)}`;
  }
  const where = await whereTrafficIs(environment, ports);
  const reason = `Rolling ${environment} back to ${target.version} failed: ${why} ${left} ${where} Put that right and roll back again.`;
  const at = ports.clock.now().toISOString();
  const startedAt = stateOf(happenings).started?.at ?? at;
  const durationMs = Math.max(0, Date.parse(at) - Date.parse(startedAt));
  const end: Happening = { kind: 'run-finished', at, outcome: 'error', durationMs, reason: `${by}: ${reason}` };
  await ports.evidence.append(end);
  ports.progress.happened(end);
  try {
    await ports.lock.giveBack(environment, null);
  } catch (kept) {
    ports.progress.note(`The lock on ${environment} could not be given back, and runs out by itself: ${sentence(kept)}`);
  }
  return { kind: 'failed', reason };
}

function sentence(cause: unknown): string {
  return (cause instanceof Error ? cause.message : String(cause)).replace(/\.?$/, '.');
}

function ends(stage: Stage, by: string, { version }: DeployedRelease, before: readonly Happening[], at: string): readonly Happening[] {
  const { environment } = stage;
  const outcome: Outcome = 'rolled-back';
  const reason = `${by} rolled ${environment} back to ${version}.`;
  const startedAt = stateOf(before).started?.at ?? at;
  const durationMs = Math.max(0, Date.parse(at) - Date.parse(startedAt));
  return [
    { kind: 'stage-finished', at, environment, outcome },
    { kind: 'run-finished', at, outcome, durationMs, reason },
  ];
}

function noTarget(environment: string, to: string | null, were: readonly DeployedRelease[]): string {
  const list = were.map((each) => `${each.version} (${each.commit.slice(0, 12)})`).join(', ');
  const known = list === '' ? 'nothing that this run knows of' : list;
  if (to === null) return `Nothing was live in ${environment} before what is live now: there was ${known}.`;
  return `${to} was never deployed to ${environment}: there was ${known}.`;
}

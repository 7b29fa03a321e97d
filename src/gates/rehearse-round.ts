import { type DeployedFunction, isSameFunction } from '../model/deployment.ts';
import type { VersionEffect } from '../model/fault.ts';
import type { RehearsalRound } from '../model/rollback-rehearsal.ts';
import type { TopologyAlert } from '../model/topology.ts';
import type { UserRequest } from '../ports/load-runner.ts';
import type { Ports } from '../ports/ports.ts';
import { alertObjective } from './alert-objective.ts';
import { type Breach, breachOf, type Objective } from './objective.ts';
import { startedMs, type UsersSeen } from './users-seen.ts';

export interface RoundOptions {
  readonly environment: string;
  readonly effect: VersionEffect;
  /** What the release brought, and what was live before it. */
  readonly deployed: readonly DeployedFunction[];
  readonly previous: readonly DeployedFunction[];
  readonly objectives: readonly Objective[];
  readonly alerts: readonly TopologyAlert[];
  readonly limitMs: number;
}

/** How a round went; where it stopped, what stood in the way. The new versions are live again, and the fault is gone, whatever it says. */
export type RoundEnd =
  | { readonly kind: 'recovered'; readonly round: RehearsalRound }
  | { readonly kind: 'stopped'; readonly at: RoundStop; readonly reason: string };

export type RoundStop = 'detection' | 'revert' | 'recovery' | 'return';

type World = Pick<Ports, 'clock' | 'faults' | 'router' | 'deployer'>;

/** So many requests in a row have to be well before users are called well. */
const wellInARow = 20;
/** Cold starts of all that the former versions need may take this long on a busy machine; nobody waits longer for what gets no better. */
const hopelessAfterMs = 20_000;
const recentMs = 5_000;
const detectionPatienceMs = 30_000;

/** Plants a fault in the new versions under users' traffic, goes back when users' requests show it, and brings the new versions back. */
export async function rehearseRound(options: RoundOptions, world: World, users: UsersSeen): Promise<RoundEnd> {
  const { environment, deployed } = options;
  let isBack = true;
  try {
    const away = await goBack(options, world, users, () => (isBack = false));
    if (away.kind === 'stopped') return away;
    await world.router.shift(environment, deployed, 100);
    isBack = true;
    return await comeAgain(away, options, world, users);
  } finally {
    // Also after a throw: whoever looks next finds what the release brought.
    if (!isBack) await world.router.shift(environment, deployed, 100);
  }
}

/** The way back as far as it is gone. */
interface WayBack {
  readonly kind: 'away';
  readonly round: Omit<RehearsalRound, 'backMs' | 'wellMs'>;
  /** From when on users had been seen to be well on the former versions. */
  readonly wellSinceMs: number;
}

async function goBack(options: RoundOptions, world: World, users: UsersSeen, leave: () => void): Promise<WayBack | Stopped> {
  const { environment, effect, deployed, previous, objectives, limitMs } = options;
  const { clock, faults, router, deployer } = world;
  const changed = deployed.filter((each) => previous.some((before) => isSameFunction(before, each) && before.version !== each.version));
  const plantedMs = clock.wallMs();
  const functions = changed.map(({ function: name, version }) => ({ function: name, version }));
  await using fault = await faults.plant(environment, { kind: 'versions', functions, effect, sharePercent: 100 });
  const since = (requests: readonly UserRequest[]): readonly UserRequest[] => requests.filter((each) => each.atMs >= plantedMs);
  const seen = (requests: readonly UserRequest[]): Breach | null => breachOf(since(requests), objectives);
  const first = await users.until(seen, Math.min(limitMs, detectionPatienceMs));
  if (first === null) return stopped('detection', `no objective was missed by the ${String(since(users.requests).length)} requests since`);
  const detectedMs = clock.wallMs();
  const known = users.requests.length;
  const again = await users.until((requests) => (requests.length > known ? seen(requests) : null), detectionPatienceMs);
  if (again === null) return stopped('detection', `${first.said}, but a second look did not show it`);
  const decidedMs = clock.wallMs();
  leave();
  await router.shift(environment, previous, 100);
  const wrong = notLive(previous, await deployer.live(environment));
  if (wrong !== null) return stopped('revert', wrong);
  const revertedMs = clock.wallMs();
  const recovery = await users.until((requests) => recovered(requests, again.objective, objectives, revertedMs, clock.wallMs()), limitMs);
  if (recovery?.kind !== 'well') return stopped('recovery', notWell(users.requests, objectives, revertedMs));
  const wellSinceMs = clock.wallMs();
  const alerts = firedAlerts(options, since(users.requests), plantedMs);
  await fault.remove();
  const round = {
    fault: effect,
    plantedAt: fault.since,
    breach: again.said,
    alerts,
    ...timesOf(since(users.requests), again.objective, { plantedMs, detectedMs, decidedMs, revertedMs }),
  };
  return { kind: 'away', round, wellSinceMs };
}

/** The rollback of the rollback: nothing is planted any more, so nothing may go wrong, also not for requests that were under way. */
async function comeAgain({ round, wellSinceMs }: WayBack, options: RoundOptions, world: World, users: UsersSeen): Promise<RoundEnd> {
  const { environment, deployed, objectives, limitMs } = options;
  const { clock, deployer } = world;
  const wrong = notLive(deployed, await deployer.live(environment));
  if (wrong !== null) return stopped('return', wrong);
  const backMs = clock.wallMs();
  const well = await users.until((requests) => recovered(requests, null, objectives, backMs, clock.wallMs()), limitMs);
  if (well?.kind !== 'well') return stopped('return', notWell(users.requests, objectives, backMs));
  // What began while the former versions were starting still is theirs.
  const cut = users.requests.filter((each) => startedMs(each) >= wellSinceMs && startedMs(each) < backMs && each.failed).length;
  if (cut > 0) return stopped('return', `${String(cut)} requests that were under way failed when the new versions came back`);
  return { kind: 'recovered', round: { ...round, backMs: backMs - wellSinceMs, wellMs: clock.wallMs() - backMs } };
}

type Stopped = RoundEnd & { readonly kind: 'stopped' };

function stopped(at: RoundStop, reason: string): Stopped {
  return { kind: 'stopped', at, reason };
}

interface Moments {
  readonly plantedMs: number;
  readonly detectedMs: number;
  readonly decidedMs: number;
  readonly revertedMs: number;
}

function timesOf(requests: readonly UserRequest[], objective: Objective, { plantedMs, detectedMs, decidedMs, revertedMs }: Moments) {
  const missed = requests.filter((each) => objective.concerns(each) && objective.isMissedBy(each));
  const wrong = requests.filter((each) => each.failed || missed.includes(each));
  const last = Math.max(revertedMs, ...wrong.map((each) => each.atMs));
  const first = Math.min(...wrong.map((each) => Math.max(plantedMs, startedMs(each))));
  const inFlight = requests.filter((each) => startedMs(each) < revertedMs && each.atMs >= revertedMs);
  return {
    detectedMs: detectedMs - plantedMs,
    decidedMs: decidedMs - detectedMs,
    revertedMs: revertedMs - decidedMs,
    recoveredMs: Math.round(last - revertedMs),
    userErrorWindowMs: Math.round(Math.max(0, Math.max(...wrong.map((each) => each.atMs)) - first)),
    requests: requests.length,
    lost: requests.filter((each) => each.failed && each.atMs >= decidedMs).length,
    inFlight: inFlight.length,
    inFlightFailed: inFlight.filter((each) => each.failed).length,
  };
}

/** Well: the last requests that began after traffic had moved all kept to the objectives. Hopeless: for some time, hardly one has. */
function recovered(
  requests: readonly UserRequest[],
  objective: Objective | null,
  objectives: readonly Objective[],
  movedMs: number,
  nowMs: number,
): { readonly kind: 'well' | 'hopeless' } | null {
  const after = requests.filter((each) => startedMs(each) >= movedMs);
  const isWrong = (each: UserRequest): boolean => each.failed || objectives.some((one) => one.concerns(each) && one.isMissedBy(each));
  if (after.length >= wellInARow && !after.slice(-wellInARow).some(isWrong)) return { kind: 'well' };
  if (nowMs - movedMs < hopelessAfterMs) return null;
  const recent = requests.filter((each) => each.atMs >= nowMs - recentMs);
  const wrong = recent.filter(objective === null ? isWrong : (each) => each.failed || objective.isMissedBy(each)).length;
  return recent.length >= wellInARow && wrong * 2 > recent.length ? { kind: 'hopeless' } : null;
}

function notWell(requests: readonly UserRequest[], objectives: readonly Objective[], movedMs: number): string {
  const after = requests.filter((each) => startedMs(each) >= movedMs);
  const breach = breachOf(after, objectives);
  if (breach !== null) return breach.said;
  return `of the ${String(after.length)} requests since, no ${String(wellInARow)} in a row were well`;
}

function notLive(wanted: readonly DeployedFunction[], live: readonly DeployedFunction[]): string | null {
  const missing = wanted.find(
    (each) => !live.some((now) => isSameFunction(now, each) && now.version === each.version && now.digest === each.digest),
  );
  if (missing === undefined) return null;
  const now = live.find((each) => isSameFunction(each, missing))?.version ?? 'none';
  return `${missing.function} shows version ${now} as live, not ${missing.version}`;
}

/** An alert is asked of all that was seen up to each request: it fires with the first that breaches it. */
function firedAlerts({ alerts }: RoundOptions, requests: readonly UserRequest[], plantedMs: number): RehearsalRound['alerts'] {
  const inOrder = requests.toSorted((left, right) => left.atMs - right.atMs);
  return alerts.flatMap((alert) => {
    const objective = alertObjective(alert);
    const at = inOrder.findIndex((_, index) => breachOf(inOrder.slice(0, index + 1), [objective]) !== null);
    const fired = inOrder[at];
    return fired === undefined ? [] : [{ alert: alert.name, severity: alert.severity, firedMs: Math.round(fired.atMs - plantedMs) }];
  });
}

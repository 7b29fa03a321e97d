import { join } from 'node:path';
import { chaosSchedule, type ScheduledFault } from '../engine/chaos-schedule.ts';
import { writeWhole } from '../evidence/files/write-whole.ts';
import { judgeSlos } from '../gates/judge-slos.ts';
import { UsersSeen } from '../gates/users-seen.ts';
import { faultInWords } from '../model/fault.ts';
import type { UserRequest } from '../ports/load-runner.ts';
import type { Ports } from '../ports/ports.ts';
import type { RehearsalOptions } from '../rehearsal-options.ts';
import { goingOn } from './going-on.ts';
import { stageNamed } from './open-ledger.ts';
import { openRehearsal } from './open-rehearsal.ts';
import { portsOf } from './ports-of.ts';
import { usageError } from './usage-error.ts';

export interface ChaosWish extends Pick<RehearsalOptions, 'out' | 'cacheDir' | 'progress' | 'signal'> {
  readonly environment: string;
  readonly forMs: number;
  readonly seed: number;
}

/** What was injected when, and what users saw while it lasted. */
export interface Injected {
  readonly fault: string;
  readonly afterMs: number;
  readonly forMs: number;
  readonly requests: number;
  readonly failed: number;
}

export type ChaosResult =
  | {
      readonly kind: 'played';
      readonly seed: number;
      readonly injected: readonly Injected[];
      readonly requests: number;
      readonly failed: number;
      /** Of the stage's SLOs; null where it promises nothing. */
      readonly slos: ReturnType<typeof judgeSlos> | null;
    }
  | { readonly kind: 'refused'; readonly reason: string };

/**
 * A seeded schedule of faults in an environment of a world that is up, under users' traffic. It is written down in `chaos-ENV.json` and not into the
 * ledger: it says something of the environment, and nothing of how the release came there. Throws ConfigError.
 */
export async function playChaos(wish: ChaosWish): Promise<ChaosResult> {
  const { options } = await goingOn(wish.out);
  const { environment, forMs, seed, ...rest } = wish;
  const all: RehearsalOptions = { ...rest, ...options };
  await using opened = await openRehearsal(all);
  const { topology, world, project } = opened;
  const stage = stageNamed(topology, environment);
  const ports = { ...portsOf(opened, all), faults: world.ports.faults };
  if (ports.faults.lacking !== null) return { kind: 'refused', reason: 'This backend can plant no faults: use the embedded one.' };
  const functions = await ports.deployer.live(environment);
  if (functions.length === 0)
    throw usageError(environment, 'nothing is live there', `Bring a release there with: rehearse promote ${environment}.`);
  const traffic = await ports.load.startTraffic(environment);
  if (traffic.kind !== 'flowing') {
    return {
      kind: 'refused',
      reason: `Users' traffic could not be started: ${'reason' in traffic ? traffic.reason : 'rehearsal.yaml has no performance.'}`,
    };
  }
  const users = new UsersSeen(traffic, ports);
  const schedule = chaosSchedule({ seed, forMs, functions, hasDatabase: project.modules.some((module) => module.database !== null) });
  let injected: readonly Injected[];
  try {
    injected = await play(environment, schedule, forMs, ports, users, all);
  } finally {
    await traffic.stop();
  }
  const slos = stage.slos === null ? null : judgeSlos(users.requests, stage.slos, 1, environment);
  const failed = users.requests.filter((each) => each.failed).length;
  const result = { kind: 'played', seed, injected, requests: users.requests.length, failed, slos } as const;
  writeWhole(join(wish.out, `chaos-${environment}.json`), JSON.stringify(result, null, 2));
  return result;
}

async function play(
  environment: string,
  schedule: readonly ScheduledFault[],
  forMs: number,
  { clock, faults, progress }: Pick<Ports, 'clock' | 'faults' | 'progress'>,
  users: UsersSeen,
  { signal }: RehearsalOptions,
): Promise<readonly Injected[]> {
  const startMs = clock.wallMs();
  const watchUntil = (afterMs: number): Promise<unknown> =>
    users.until(() => (signal?.aborted === true ? true : null), Math.max(0, startMs + afterMs - clock.wallMs()));
  const spans: { readonly fault: string; readonly fromMs: number; readonly toMs: number }[] = [];
  for (const { afterMs, forMs: lasts, fault } of schedule) {
    await watchUntil(afterMs);
    if (signal?.aborted === true) break;
    const fromMs = clock.wallMs();
    {
      await using planted = await faults.plant(environment, fault);
      progress.note(`+${((fromMs - startMs) / 1000).toFixed(1)} s: ${faultInWords(fault)}`);
      await watchUntil(afterMs + lasts);
      await planted.remove();
    }
    spans.push({ fault: faultInWords(fault), fromMs, toMs: clock.wallMs() });
  }
  await watchUntil(forMs);
  return spans.map(({ fault, fromMs, toMs }) => ({
    fault,
    afterMs: fromMs - startMs,
    forMs: toMs - fromMs,
    ...seenBetween(users.requests, fromMs, toMs),
  }));
}

function seenBetween(requests: readonly UserRequest[], fromMs: number, toMs: number): Pick<Injected, 'requests' | 'failed'> {
  const meanwhile = requests.filter(({ atMs }) => atMs >= fromMs && atMs < toMs);
  return { requests: meanwhile.length, failed: meanwhile.filter((each) => each.failed).length };
}

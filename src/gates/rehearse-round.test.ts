import { describe, expect, it } from 'vitest';
import type { TopologyAlert } from '../model/topology.ts';
import type { UserRequest } from '../ports/load-runner.ts';
import { newVersions, oldVersions } from '../ports/testing/fake-accounts.ts';
import { FakeWorld } from '../ports/testing/fake-world.ts';
import { objectivesOf } from './objective.ts';
import { rehearseRound, type RoundEnd, type RoundOptions } from './rehearse-round.ts';
import { UsersSeen } from './users-seen.ts';

const route = 'POST /payments';
const objectives = objectivesOf({ route, errorRate: 0.001, p99Ms: 200 });
const shiftMs = 7;

/** Milliseconds from the moment at which the fault is planted. */
interface Asked {
  readonly at: number;
  readonly took?: number;
  readonly failed?: boolean;
}

const well = (from: number, count: number): readonly Asked[] => Array.from({ length: count }, (_, index) => ({ at: from + index }));
const failing = (...at: readonly number[]): readonly Asked[] => at.map((each) => ({ at: each, failed: true }));

/** Users whose requests are written down beforehand; looks are 40 ms apart, a shift of traffic takes 7. */
async function round(requests: readonly Asked[], more: Partial<RoundOptions> = {}, world = new FakeWorld()): Promise<RoundEnd> {
  const { accounts, clock } = world;
  accounts.setLive('uat', newVersions);
  accounts.onShift = () => clock.advance(shiftMs);
  const startMs = clock.wallMs();
  const waiting = requests
    .map(({ at, took = 2, failed = false }): UserRequest => ({ atMs: startMs + at, route, latencyMs: took, failed }))
    .toSorted((left, right) => left.atMs - right.atMs);
  const read = (): Promise<readonly UserRequest[]> => {
    const later = waiting.findIndex(({ atMs }) => atMs > clock.wallMs());
    return Promise.resolve(waiting.splice(0, later === -1 ? waiting.length : later));
  };
  const options = { environment: 'uat', effect: { kind: 'errors' }, deployed: newVersions, previous: oldVersions, objectives } as const;
  return await rehearseRound({ ...options, alerts: [], limitMs: 60_000, ...more }, world.ports, new UsersSeen({ read }, world.ports));
}

/** Before the fault; seen at the look at 40, again at that at 80; traffic moves by 87; well at the look at 127, and back by 134. */
const there: readonly Asked[] = [
  ...failing(-10),
  { at: 10 },
  ...failing(20, 30, 35),
  ...failing(60),
  // After the decision, and before traffic has moved.
  ...failing(85),
  // Under way when it moved.
  { at: 88, took: 4 },
  { at: 90, took: 20, failed: true },
  ...well(100, 20),
];
const andBack = [...there, ...well(140, 20)];

describe('a round', () => {
  it('is timed in its parts, and counts who was hit', async () => {
    const world = new FakeWorld();
    const end = await round(andBack, {}, world);
    expect(end).toEqual({
      kind: 'recovered',
      round: {
        fault: { kind: 'errors' },
        plantedAt: new Date(Date.UTC(2026, 0, 1)).toISOString(),
        breach: 'errors on POST /payments: 4 of 5 requests, 0.1 % allowed',
        alerts: [],
        detectedMs: 40,
        decidedMs: 40,
        revertedMs: 7,
        // The last that went wrong came at 90, the first began at 18.
        recoveredMs: 3,
        userErrorWindowMs: 72,
        // What came before the fault is none of its.
        requests: 28,
        lost: 2,
        inFlight: 2,
        inFlightFailed: 1,
        backMs: 7,
        wellMs: 40,
      },
    });
    expect(world.faults.calls).toEqual(['plant uat versions', 'remove uat versions']);
    expect(await world.accounts.live('uat')).toEqual(newVersions);
  });

  it('plants the fault in what the release changed, and in nothing else', async () => {
    const world = new FakeWorld();
    const planted: unknown[] = [];
    world.faults.onChange = () => planted.push(...world.faults.planted);
    const [create] = oldVersions;
    const [, read] = newVersions;
    if (create === undefined || read === undefined) throw new Error('the sample has two functions');
    await round(andBack, { previous: [create, read] }, world);
    expect(planted).toEqual([
      { kind: 'versions', functions: [{ function: 'CreateFunction', version: '2' }], effect: { kind: 'errors' }, sharePercent: 100 },
    ]);
  });

  it('says when each alert fired, and nothing of one that did not', async () => {
    const alerts: readonly TopologyAlert[] = [
      { name: 'users-see-errors', severity: 'critical', when: { kind: 'error-rate', over: 0.01 } },
      { name: 'users-wait', severity: 'warning', when: { kind: 'p99', overMs: 1_000 } },
    ];
    const end = await round(andBack, { alerts });
    // With 1 % allowed, three of four may be chance; a fourth failure is not.
    expect(end).toMatchObject({ round: { alerts: [{ alert: 'users-see-errors', severity: 'critical', firedMs: 60 }] } });
  });
});

describe('a round stops', () => {
  it('at detection, where nobody is hit, after half a minute', async () => {
    const world = new FakeWorld();
    const end = await round(well(10, 50), {}, world);
    expect(end).toEqual({ kind: 'stopped', at: 'detection', reason: 'no objective was missed by the 50 requests since' });
    expect(world.clock.elapsedMs()).toBe(30_000);
    expect(world.accounts.calls).toEqual([]);
    expect(world.faults.planted.size).toBe(0);
  });

  it('at detection, where users are hit and then nobody asks any more', async () => {
    const end = await round(failing(10, 20, 30));
    expect(end).toEqual({
      kind: 'stopped',
      at: 'detection',
      reason: 'errors on POST /payments: 3 of 3 requests, 0.1 % allowed, but a second look did not show it',
    });
  });

  it('at detection, before half a minute where the limit is shorter', async () => {
    const world = new FakeWorld();
    expect(await round(well(10, 5), { limitMs: 1_000 }, world)).toMatchObject({ at: 'detection' });
    expect(world.clock.elapsedMs()).toBe(1_000);
  });

  it('at the revert, where the account shows another version as live', async () => {
    const world = new FakeWorld();
    world.accounts.ignoresShifts = true;
    const end = await round(andBack, {}, world);
    expect(end).toEqual({ kind: 'stopped', at: 'revert', reason: 'CreateFunction shows version 2 as live, not 1' });
    expect(world.accounts.calls).toEqual([
      'shift uat CreateFunction:1 ReadFunction:1 100',
      'shift uat CreateFunction:2 ReadFunction:2 100',
    ]);
  });

  it('at the revert, where a function is gone or has other code', async () => {
    const gone = new FakeWorld();
    gone.accounts.liveAnswer = oldVersions.slice(0, 1);
    expect(await round(andBack, {}, gone)).toMatchObject({ at: 'revert', reason: 'ReadFunction shows version none as live, not 1' });
    const other = new FakeWorld();
    other.accounts.liveAnswer = oldVersions.map((each, index) => ({ ...each, digest: newVersions[index]?.digest ?? each.digest }));
    expect(await round(andBack, {}, other)).toMatchObject({ at: 'revert', reason: 'CreateFunction shows version 1 as live, not 1' });
  });

  it('at recovery, twenty seconds after the revert, where the former versions are broken too', async () => {
    const world = new FakeWorld();
    const end = await round(
      [...failing(10, 20, 30, 60), ...Array.from({ length: 3_000 }, (_, at) => ({ at: 100 + at * 10, failed: true }))],
      {},
      world,
    );
    expect(end).toMatchObject({ kind: 'stopped', at: 'recovery' });
    expect(end).toMatchObject({
      reason: expect.stringMatching(/^errors on POST \/payments: (\d+) of \1 requests, 0\.1 % allowed$/) as string,
    });
    expect(world.clock.elapsedMs()).toBeGreaterThan(20_000);
    expect(world.clock.elapsedMs()).toBeLessThan(20_200);
    expect(await world.accounts.live('uat')).toEqual(newVersions);
  });

  it('at recovery, at the limit, where too few ask to say that all is well', async () => {
    const world = new FakeWorld();
    const end = await round([...failing(10, 20, 30, 60), ...well(100, 19)], { limitMs: 5_000 }, world);
    expect(end).toEqual({ kind: 'stopped', at: 'recovery', reason: 'of the 19 requests since, no 20 in a row were well' });
  });

  it('does not wait twenty seconds where users are well before, though some were not at first', async () => {
    const cold = Array.from({ length: 30 }, (_, at) => ({ at: 100 + at * 10, took: 900 }));
    const slow = cold.map((each) => ({ ...each, at: each.at + 900 }));
    const world = new FakeWorld();
    const end = await round([...failing(10, 20, 30, 60), ...slow, ...well(1_400, 20), ...well(1_500, 20)], {}, world);
    expect(end.kind).toBe('recovered');
    expect(world.clock.elapsedMs()).toBeLessThan(1_600);
  });

  it('at the return, where requests that were under way failed', async () => {
    const cut = { at: 150, took: 20, failed: true };
    const end = await round([...andBack, cut]);
    expect(end).toEqual({ kind: 'stopped', at: 'return', reason: '1 requests that were under way failed when the new versions came back' });
  });

  it('at the return, where the new versions are not well any more', async () => {
    const end = await round([...there, ...failing(140, 150, 160, 170)], { limitMs: 3_000 });
    expect(end).toEqual({ kind: 'stopped', at: 'return', reason: 'errors on POST /payments: 4 of 4 requests, 0.1 % allowed' });
  });
});

import { describe, expect, it } from 'vitest';
import type { Slos } from '../model/slo.ts';
import type { UserRequest } from '../ports/load-runner.ts';
import { FakeWorld } from '../ports/testing/fake-world.ts';
import { subjectWith } from '../ports/testing/sample-subject.ts';
import { gateStep, stageOf } from '../ports/testing/sample-topology.ts';
import { judgeSlos } from './judge-slos.ts';
import { soak } from './soak.ts';

const slos: Slos = { availability: 0.999, errorRate: 0.001, p99Ms: 200 };

function requests(count: number, failed: number, slow = 0, latencyMs = 20): readonly UserRequest[] {
  return Array.from({ length: count }, (_, index) => ({
    atMs: index,
    route: 'GET /x',
    failed: index < failed,
    latencyMs: index < slow ? 500 : latencyMs,
  }));
}

describe('SLOs', () => {
  it.each([
    [
      'hold',
      requests(1_000, 0),
      'passed',
      'uat keeps its SLOs: 1000 requests, 0 failed, p99 20.0 ms, 0 of an error budget of 1 used (0 % of it).',
    ],
    [
      'hold at their limits',
      requests(1_000, 1, 10, 200),
      'passed',
      'uat keeps its SLOs: 1000 requests, 1 failed, p99 200.0 ms, 1 of an error budget of 1 used (100 % of it).',
    ],
    [
      'are missed by two failures',
      requests(1_000, 2),
      'failed',
      'uat misses its availability of 99.9 %, its error rate of 0.1 %: 1000 requests, 2 failed, p99 20.0 ms, 2 of an error budget of 1 used (200 % of it).',
    ],
    [
      'are missed by slow requests',
      requests(1_000, 0, 11),
      'failed',
      'uat misses its p99 of 200 ms: 1000 requests, 0 failed, p99 500.0 ms, 0 of an error budget of 1 used (0 % of it).',
    ],
    [
      'can’t be judged on few',
      requests(999, 0),
      'inconclusive',
      "uat's users made 999 requests, 1000 are needed: let the soak last longer, or lower --pace.",
    ],
  ])('%s', (_, seen, verdict, reason) => {
    expect(judgeSlos(seen, slos, 1_000, 'uat').judgement).toEqual({ verdict, reason });
  });

  it('that are not promised are not judged', () => {
    const { judgement, report } = judgeSlos(requests(1_000, 900, 900), { availability: null, errorRate: null, p99Ms: null }, 1_000, 'uat');
    expect(judgement.verdict).toBe('passed');
    expect(report.budget).toBeNull();
  });
});

describe('the soak gate', () => {
  const stage = { ...stageOf('uat', { kind: 'manual' }, []), slos };
  const step = gateStep('soak', { thresholds: { durationMs: 60_000, minSamples: 100 } });

  function started(more: (world: FakeWorld) => void = () => undefined) {
    const world = new FakeWorld();
    world.load.answered.push(...requests(200, 0));
    more(world);
    return {
      world,
      run: (subject: Parameters<typeof subjectWith>[0] = {}) => soak.run(subjectWith({ stage, step, ...subject }), world.ports),
    };
  }

  it('watches users for as long as it is told, in paced time, and keeps what they saw', async () => {
    const { world, run } = started(({ paced }) => (paced.pace = 10));
    expect(await run()).toMatchObject({ verdict: 'passed', facts: { slo: { requests: 200, failed: 0, budget: 0.2 } } });
    expect(world.clock.elapsedMs()).toBeGreaterThanOrEqual(6_000);
    expect(world.clock.elapsedMs()).toBeLessThan(6_100);
    expect(world.load.calls).toEqual(['start uat', 'stop uat']);
  });

  it('watches the traffic that there is already', async () => {
    const { world, run } = started();
    expect(await run({ traffic: { read: () => Promise.resolve(world.load.answered.splice(0)) } })).toMatchObject({ verdict: 'passed' });
    expect(world.load.calls).toEqual([]);
  });

  it.each<[string, (world: FakeWorld) => void, string]>([
    [
      'without k6',
      (world) => (world.load.startFailure = { kind: 'missing-tool', tool: 'k6', reason: 'k6 is not here.' }),
      'k6 is not here.',
    ],
    [
      'where k6 broke',
      (world) => (world.load.startFailure = { kind: 'broken', reason: 'a typo' }),
      "Users' traffic could not be started: a typo",
    ],
    [
      'where k6 could not keep up',
      (world) => (world.load.seen = { ...world.load.seen, saturated: 'too few' }),
      'What users saw says nothing about the release: too few.',
    ],
  ])('is inconclusive %s', async (_, plant, reason) => {
    expect(await started(plant).run()).toMatchObject({ verdict: 'inconclusive', reason });
  });

  it('is inconclusive where nothing is promised', async () => {
    expect(await started().run({ stage: { ...stage, slos: null } })).toMatchObject({
      verdict: 'inconclusive',
      reason: 'uat promises nothing that a soak could show: give the stage slos in the topology.',
    });
  });
});

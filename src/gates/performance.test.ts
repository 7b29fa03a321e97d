import { describe, expect, it } from 'vitest';
import type { RouteLoad } from '../model/measurement.ts';
import type { RouteNfr } from '../model/project.ts';
import type { LoadOutcome } from '../ports/load-runner.ts';
import { measured, routeLoad } from '../ports/testing/fake-load.ts';
import { FakeWorld } from '../ports/testing/fake-world.ts';
import { sampleProject } from '../ports/testing/sample-project.ts';
import { digestNamed } from '../ports/testing/sample-release.ts';
import { subjectWith } from '../ports/testing/sample-subject.ts';
import { gateStep } from '../ports/testing/sample-topology.ts';
import { judgeLoad, performance } from './performance.ts';

const nfr: RouteNfr = { route: 'POST /payments', p50Ms: 20, p95Ms: 50, p99Ms: 200, errorRate: 0.001, throughputPerSecond: 50 };
const limits = { routes: [nfr], durationMs: 20_000, minSamples: 500, rateKey: 'performance.rate' };

function judged(load: Partial<RouteLoad>): string {
  const { verdict, reason } = judgeLoad(measured({ routes: [routeLoad(load)] }), limits);
  return `${verdict}: ${reason}`;
}

describe('a route', () => {
  const healthy = 'passed: POST /payments: 1000 requests, p50 10.0 ms, p95 40.0 ms, p99 80.0 ms, errors 0 %.';
  it.each<readonly [string, Partial<RouteLoad>, string]>([
    ['within all limits', {}, healthy],
    [
      'at all limits',
      { p50Ms: 20, p95Ms: 50, p99Ms: 200, errorRate: 0.001 },
      'passed: POST /payments: 1000 requests, p50 20.0 ms, p95 50.0 ms, p99 200.0 ms, errors 0.1 %.',
    ],
    ['over its p50', { p50Ms: 20.1 }, 'failed: POST /payments p50 20.1 ms is over 20.0 ms.'],
    ['over its p95', { p95Ms: 51 }, 'failed: POST /payments p95 51.0 ms is over 50.0 ms.'],
    [
      'over its p99 by less than the noise',
      { p99Ms: 201, noiseMs: 30 },
      "failed: POST /payments p99 201.0 ms is over 200.0 ms (this machine's noise: 30.0 ms).",
    ],
    ['over its error rate', { errorRate: 0.0011 }, 'failed: POST /payments error rate 0.11 % is over 0.1 %.'],
    ['under its throughput', { requests: 999 }, 'failed: POST /payments throughput 49.95/s is under 50.00/s.'],
    ['without a number', { p99Ms: Number.NaN }, "failed: POST /payments p99 NaN ms is over 200.0 ms (this machine's noise: 5.0 ms)."],
    [
      'over two limits',
      { p50Ms: 21, errorRate: 0.5, requests: 600 },
      'failed: POST /payments p50 21.0 ms is over 20.0 ms, error rate 50 % is over 0.1 %, throughput 30.00/s is under 50.00/s.',
    ],
  ])('%s', (_, load, said) => {
    expect(judged(load)).toBe(said);
  });

  it('is held to no more than its NFRs say', () => {
    const only = { ...limits, routes: [{ route: 'POST /payments', errorRate: 0 }] };
    expect(judgeLoad(measured({ routes: [routeLoad({ p50Ms: 1e6, p95Ms: 1e6, p99Ms: 1e6 })] }), only).verdict).toBe('passed');
  });
});

describe('a measurement', () => {
  const two = { ...limits, routes: [nfr, { route: 'GET /payments', errorRate: 0 }] };

  it('names every route that misses, and is kept', () => {
    const routes = [routeLoad({ p50Ms: 30 }), routeLoad({ route: 'GET /payments', errorRate: 0.01 })];
    expect(judgeLoad(measured({ routes }), two)).toEqual({
      verdict: 'failed',
      reason: 'POST /payments p50 30.0 ms is over 20.0 ms; GET /payments error rate 1 % is over 0 %.',
      evidence: [digestNamed('k6 summary')],
      facts: { load: routes },
    });
  });

  it('names only those that miss, or all where none does', () => {
    const routes = [routeLoad(), routeLoad({ route: 'GET /payments', errorRate: 0.01 })];
    expect(judgeLoad(measured({ routes }), two).reason).toBe('GET /payments error rate 1 % is over 0 %.');
    const good = judgeLoad(measured({ routes: [routeLoad(), routeLoad({ route: 'GET /payments' })] }), two);
    expect(good.verdict).toBe('passed');
    expect(good.reason).toMatch(/^POST \/payments: 1000 requests.*; GET \/payments: 1000 requests.*\.$/);
  });

  it.each<readonly [string, LoadOutcome, string]>([
    [
      'where the generator could not keep up',
      measured({ saturated: 'CPU at 100 %' }),
      'The load generator could not keep up (CPU at 100 %): lower performance.rate in rehearsal.yaml, or rehearse on a faster machine.',
    ],
    [
      'where iterations were dropped, on any route',
      measured({ routes: [routeLoad(), routeLoad({ route: 'other', dropped: 1 }), routeLoad({ route: 'third', dropped: 2 })] }),
      'k6 dropped 3 iterations that were due: lower performance.rate in rehearsal.yaml, or give the script more virtual users.',
    ],
    [
      'where a route has no samples',
      measured({ routes: [routeLoad({ route: 'GET /payments' })] }),
      "No request was tagged POST /payments: let the k6 script tag its requests with the route's name.",
    ],
    [
      'where a route counts none',
      measured({ routes: [routeLoad({ requests: 0 })] }),
      "No request was tagged POST /payments: let the k6 script tag its requests with the route's name.",
    ],
    [
      'where a route has too few',
      measured({ routes: [routeLoad({ requests: 499 })] }),
      'POST /payments has 499 samples, 500 are needed for its percentiles: let the measurement last longer.',
    ],
    ['where it broke off', { kind: 'broken', reason: 'k6 exited 107.' }, 'The load test broke off: k6 exited 107.'],
    [
      'without a script',
      { kind: 'not-configured' },
      'rehearsal.yaml has no performance: name a k6 script and what each route must hold to.',
    ],
  ])('is inconclusive %s', (_, outcome, reason) => {
    expect(judgeLoad(outcome, limits)).toMatchObject({ verdict: 'inconclusive', reason });
  });

  it('is inconclusive without NFRs', () => {
    expect(judgeLoad(measured(), { ...limits, routes: [] })).toMatchObject({
      verdict: 'inconclusive',
      reason: 'performance names no routes: say what each route must hold to.',
    });
  });

  it('has just enough samples at the minimum', () => {
    const slow = { ...limits, routes: [{ route: 'POST /payments', errorRate: 0 }] };
    expect(judgeLoad(measured({ routes: [routeLoad({ requests: 500 })] }), slow).verdict).toBe('passed');
  });

  it('is inconclusive without k6, and names it', () => {
    expect(judgeLoad({ kind: 'missing-tool', tool: 'k6', reason: 'k6 is not here.' }, limits)).toEqual({
      verdict: 'inconclusive',
      reason: 'k6 is not here.',
      evidence: [],
      facts: { missingTool: 'k6' },
    });
  });
});

describe('the performance gate', () => {
  it("measures the environment by the project's own NFRs", async () => {
    const world = new FakeWorld();
    const result = await performance.run(subjectWith({ step: gateStep('performance') }), world.ports);
    expect(result).toMatchObject({ verdict: 'passed', facts: { load: [routeLoad()] } });
    expect(world.load.calls).toEqual(['measure uat for 20 s']);
  });

  it('measures as long as the topology says, where it does, and holds the rate to that', async () => {
    const world = new FakeWorld();
    const project = {
      ...sampleProject,
      performance: { script: 'perf/load.ts', ratePerSecond: 50, durationMs: 20_000, warmUpMs: 2_000, expected: {}, routes: [nfr] },
    };
    const half = subjectWith({ project, step: gateStep('performance', { thresholds: { durationMs: 10_000 } }) });
    expect((await performance.run(half, world.ports)).verdict).toBe('passed');
    expect(world.load.calls).toEqual(['measure uat for 10 s']);
    world.load.outcome = measured({ routes: [routeLoad({ requests: 500 })] });
    const whole = subjectWith({ project, step: gateStep('performance') });
    expect([(await performance.run(half, world.ports)).verdict, (await performance.run(whole, world.ports)).verdict]).toEqual([
      'passed',
      'failed',
    ]);
  });

  it.each([
    [499, {}, 'inconclusive'],
    [500, {}, 'passed'],
    [99, { minSamples: 100 }, 'inconclusive'],
    [100, { minSamples: 100 }, 'passed'],
  ])('judges %i samples under %o as %s', async (requests, thresholds, verdict) => {
    const world = new FakeWorld();
    world.load.outcome = measured({ routes: [routeLoad({ requests })] });
    expect(await performance.run(subjectWith({ step: gateStep('performance', { thresholds }) }), world.ports)).toMatchObject({ verdict });
  });

  it('asks for what the project says of the users there, leaves what was asked in the record, and says so', async () => {
    const world = new FakeWorld();
    const traffic = { perSecond: 1_000, scale: 0.01 };
    const { performance: nfrs } = sampleProject;
    if (nfrs === null) throw new Error('the sample has no load test');
    const project = { ...sampleProject, performance: { ...nfrs, expected: { uat: traffic } } };
    const step = gateStep('performance', { load: { kind: 'spike', times: 4 }, thresholds: { durationMs: 9_000 } });
    const result = await performance.run(subjectWith({ step, project }), world.ports);
    const asked = { name: 'spike-4x', expected: traffic, ratePerSecond: 10, peakPerSecond: 40 };
    expect(world.load.wishes).toEqual([{ ...asked, durationMs: 9_000 }]);
    expect(result.facts.profile).toEqual({ ...asked, routes: [routeLoad()] });
    expect(result.reason).toMatch(/Asked for was a spike of 4x of 1000\/s at 1 %: 10\/s for each route, 40\/s at its height\.$/);
  });

  it.each([
    ["the project's own rate", {}, 'performance.rate'],
    ['what is expected of the users there', { uat: { perSecond: 1_000, scale: 0.01 } }, 'performance.expected.uat.scale'],
  ])('names the key to lower where the machine could not keep up with %s', async (_, expected, key) => {
    const world = new FakeWorld();
    world.load.outcome = measured({ saturated: 'CPU at 100 %' });
    const { performance: nfrs } = sampleProject;
    if (nfrs === null) throw new Error('the sample has no load test');
    const project = { ...sampleProject, performance: { ...nfrs, expected } };
    const { reason } = await performance.run(subjectWith({ step: gateStep('performance'), project }), world.ports);
    expect(reason).toContain(`lower ${key} in rehearsal.yaml, or rehearse on a faster machine.`);
  });

  it.each([
    ['could not keep up', measured({ saturated: 'k6 sent 9 of the 90 requests that the rate asks for' })],
    [
      'was not even started',
      { kind: 'broken', reason: 'k6 was not started: 50000 requests a second are more than 2 cores can make.' } as const,
    ],
  ])('is inconclusive, and says what was asked for, where the machine %s', async (_, outcome) => {
    const world = new FakeWorld();
    world.load.outcome = outcome;
    const step = gateStep('performance', { load: { kind: 'steady', times: 5 } });
    const result = await performance.run(subjectWith({ step }), world.ports);
    expect(result).toMatchObject({ verdict: 'inconclusive', reason: expect.stringContaining('Asked for was 5x') as string });
  });

  it('is inconclusive where the project has none, and starts nothing', async () => {
    const world = new FakeWorld();
    const project = { ...sampleProject, performance: null };
    expect(await performance.run(subjectWith({ step: gateStep('performance'), project }), world.ports)).toMatchObject({
      verdict: 'inconclusive',
      reason: 'rehearsal.yaml has no performance: name a k6 script and what each route must hold to.',
    });
    expect(world.load.calls).toEqual([]);
  });
});

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GetAliasCommand, UpdateAliasCommand } from '@aws-sdk/client-lambda';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { DeployedFunction } from '../../../src/model/deployment.ts';
import { digestNamed } from '../../../src/ports/testing/sample-release.ts';
import type { TrafficRouter } from '../../../src/ports/traffic-router.ts';
import { startTestEmulator, type TestEmulator } from '../../emulator/testing.ts';
import { EdgeWeights } from '../edge/edge-weights.ts';
import { Edges } from '../edge/edges.ts';
import { EdgeMeasurements } from '../measurements/edge-measurements.ts';
import type { StackFunction } from './stack-functions.ts';
import { makeSharedFunction } from './testing/shared-function.ts';
import { AliasTrafficRouter } from './traffic-router-alias.ts';
import { EdgeTrafficRouter } from './traffic-router-edge.ts';

const environment = 'production';
const folder = mkdtempSync(join(tmpdir(), 'routers-'));
let emulator: TestEmulator;
let create: StackFunction;
let read: StackFunction;
/** What a deploy left; a test puts another in its place. */
let found: readonly StackFunction[];
const functions = { of: () => Promise.resolve(found) };
const openEdges = (): Edges =>
  new Edges({
    weights: new EdgeWeights(join(folder, 'edge-weights.json')),
    reach: (_, url) => Promise.resolve(url),
    seed: 1,
    now: () => new Date(),
  });
let edges: Edges;

beforeAll(async () => {
  emulator = await startTestEmulator();
  [create, read] = await Promise.all([makeSharedFunction(emulator, 'create', 3), makeSharedFunction(emulator, 'read')]);
}, 60_000);

afterAll(async () => {
  await edges[Symbol.asyncDispose]();
  await emulator[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true, force: true });
});

beforeEach(async () => {
  found = [create, read];
  rmSync(join(folder, 'edge-weights.json'), { force: true });
  edges = openEdges();
  for (const { clients, physicalId } of found) {
    const RoutingConfig = { AdditionalVersionWeights: {} };
    await clients.lambda.send(new UpdateAliasCommand({ FunctionName: physicalId, Name: 'live', FunctionVersion: '1', RoutingConfig }));
  }
});

const versions = (ofCreate: string, ofRead: string): readonly DeployedFunction[] => [
  { function: 'Create', version: ofCreate, digest: digestNamed(`create ${ofCreate}`) },
  { function: 'Read', version: ofRead, digest: digestNamed(`read ${ofRead}`) },
];

const routers: readonly (readonly [string, () => TrafficRouter, (fn: StackFunction) => Promise<string>])[] = [
  ['alias', () => new AliasTrafficRouter(functions), (fn) => Promise.resolve(fn.url ?? '')],
  [
    'edge',
    () => new EdgeTrafficRouter(functions, edges, new AliasTrafficRouter(functions)),
    async (fn) => (await edges.urlOf(environment, fn)) ?? '',
  ],
];

/** Which versions answered so many requests, with how many each. */
async function answers(url: string, requests: number): Promise<Readonly<Record<string, number>>> {
  const bodies = await Promise.all(Array.from({ length: requests }, async () => (await fetch(url)).text()));
  return Object.fromEntries(Object.entries(Object.groupBy(bodies, (body) => body)).map(([body, all = []]) => [body, all.length]));
}

async function liveOf({ clients, physicalId }: StackFunction): Promise<string | undefined> {
  return (await clients.lambda.send(new GetAliasCommand({ FunctionName: physicalId, Name: 'live' }))).FunctionVersion;
}

describe.each(routers)('traffic by %s', (kind, routerOf, entranceOf) => {
  it('is named so', () => {
    expect(routerOf().kindIn(environment)).toBe(kind);
  });

  it('goes to both versions by weight, and the weights say so', async () => {
    const router = routerOf();
    await router.shift(environment, versions('2', '2'), 30);
    await router.shift(environment, versions('2', '2'), 30);
    const weights = await router.weights(environment);
    expect(weights['Create']?.['2']).toBeCloseTo(30, 6);
    expect(weights['Create']?.['1']).toBeCloseTo(70, 6);
    const seen = await answers(await entranceOf(create), 200);
    // Six standard deviations about 60.
    expect(seen['2']).toBeGreaterThan(21);
    expect(seen['2']).toBeLessThan(99);
    expect((seen['1'] ?? 0) + (seen['2'] ?? 0)).toBe(200);
    expect(await liveOf(create)).toBe('1');
  });

  it('goes over in steps, and has the live alias when all of it is over', async () => {
    const router = routerOf();
    for (const weight of [10, 50, 100]) await router.shift(environment, versions('2', '2'), weight);
    expect(await router.weights(environment)).toEqual({ Create: { 2: 100 }, Read: { 2: 100 } });
    expect([await liveOf(create), await liveOf(read)]).toEqual(['2', '2']);
    expect(await answers(await entranceOf(read), 20)).toEqual({ 2: 20 });
  });

  it.each([[10], [50], [100]])('comes back whole with the first call from a weight of %i', async (weight) => {
    const router = routerOf();
    await router.shift(environment, versions('2', '2'), weight);
    await router.shift(environment, versions('1', '1'), 100);
    await router.shift(environment, versions('1', '1'), 100);
    expect(await router.weights(environment)).toEqual({ Create: { 1: 100 }, Read: { 1: 100 } });
    expect(await answers(await entranceOf(create), 20)).toEqual({ 1: 20 });
  });

  it('of a function that the release does not change stays where it is', async () => {
    const router = routerOf();
    await router.shift(environment, versions('2', '1'), 10);
    expect((await router.weights(environment))['Read']).toEqual({ 1: 100 });
    await router.shift(environment, versions('2', '1'), 100);
    expect(await router.weights(environment)).toEqual({ Create: { 2: 100 }, Read: { 1: 100 } });
  });

  it('goes to a third version, and none to the second any more', async () => {
    const router = routerOf();
    await router.shift(environment, versions('2', '1'), 50);
    await router.shift(environment, versions('3', '1'), 50);
    const { Create: weights = {} } = await router.weights(environment);
    expect(Object.keys(weights)).toEqual(['1', '3']);
    expect(Object.keys(await answers(await entranceOf(create), 60))).toEqual(['1', '3']);
  });

  it('of a function that the stack has not is nobody’s', async () => {
    found = [create];
    const router = routerOf();
    await router.shift(environment, versions('2', '2'), 100);
    expect(await router.weights(environment)).toEqual({ Create: { 2: 100 } });
    expect(await liveOf(read)).toBe('1');
  });

  it('brings what was sent, by whichever method', async () => {
    await routerOf().shift(environment, versions('2', '2'), 100);
    const sent = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"a":1}' };
    const url = await entranceOf(create);
    const answered = await Promise.all(Array.from({ length: 8 }, async () => (await fetch(`${url}payments?x=1`, sent)).text()));
    expect(answered).toEqual(Array.from({ length: 8 }, () => '2{"a":1}'));
    expect((await fetch(url, { method: 'DELETE' })).status).toBe(200);
  });

  it('that is under way ends with the version that it began on', async () => {
    const router = routerOf();
    const url = await entranceOf(create);
    const under = Array.from({ length: 3 }, async () => (await fetch(`${url}slow`)).text());
    const before = await answers(url, 1);
    await router.shift(environment, versions('2', '2'), 100);
    expect([before, await Promise.all(under), await answers(url, 3)]).toEqual([{ 1: 1 }, ['1', '1', '1'], { 2: 3 }]);
  });
});

describe('an edge', () => {
  const routerWith = (of: Edges): TrafficRouter => new EdgeTrafficRouter(functions, of, new AliasTrafficRouter(functions));

  it('has its weights still when the harness that had it is gone', async () => {
    await routerWith(edges).shift(environment, versions('2', '2'), 40);
    await edges[Symbol.asyncDispose]();
    edges = openEdges();
    expect((await routerWith(edges).weights(environment))['Create']).toEqual({ 1: 60, 2: 40 });
    const seen = await answers((await edges.urlOf(environment, create)) ?? '', 100);
    expect(Object.keys(seen)).toEqual(['1', '2']);
  });

  it('tells which version served what, and the account’s own trace says the same', async () => {
    const router = routerWith(edges);
    await router.shift(environment, versions('2', '2'), 50);
    const url = (await edges.urlOf(environment, create)) ?? '';
    const traced = emulator.trace().length;
    const meter = await new EdgeMeasurements(edges, functions).meter(environment);
    const bodies: string[] = [];
    for (let index = 0; index < 20; index += 1) bodies.push(await (await fetch(`${url}payments/${String(index)}?secret=1`)).text());
    const served = await meter.read();
    expect(served.map(({ version }) => version)).toEqual(bodies);
    expect(new Set(bodies)).toEqual(new Set(['1', '2']));
    expect(served[7]).toMatchObject({ function: 'Create', request: 'GET /payments/7', failed: false });
    const executed = emulator
      .trace()
      .slice(traced)
      .filter((line): line is typeof line & { readonly executedVersion: string } => 'kind' in line && line.kind === 'url-request');
    expect(executed.map(({ executedVersion }) => executedVersion)).toEqual(bodies);
    expect(await meter.read()).toEqual([]);
  });

  it('counts what failed, also where no version can be reached', async () => {
    const url = (await edges.urlOf(environment, create)) ?? '';
    const meter = await new EdgeMeasurements(edges, functions).meter(environment);
    expect((await fetch(`${url}broken`)).status).toBe(500);
    expect(await meter.read()).toMatchObject([{ version: '1', failed: true }]);
    await using cut = new Edges({
      weights: new EdgeWeights(join(folder, 'cut.json')),
      reach: () => Promise.resolve('http://127.0.0.1:9/'),
      seed: 1,
      now: () => new Date(),
    });
    const lost = await new EdgeMeasurements(cut, functions).meter(environment);
    expect((await fetch((await cut.urlOf(environment, create)) ?? '')).status).toBe(502);
    expect(await lost.read()).toMatchObject([{ version: '1', failed: true }]);
  });

  it('can’t stand in front of what has no address, and says so before anything is moved', async () => {
    found = [read, { ...create, url: null }];
    const shifting = routerWith(edges).shift(environment, versions('2', '2'), 10);
    await expect(shifting).rejects.toThrow('create in production has no url in rehearsal.yaml, so no edge can stand in front of it');
    expect([await liveOf(create), edges.weightOf(environment, read)]).toEqual(['1', null]);
    await routerWith(edges).shift(environment, versions('2', '2'), 100);
    expect(await liveOf(create)).toBe('2');
  });

  it('draws the same for the same seed', async () => {
    const drawn = async (): Promise<readonly string[]> => {
      await using own = openEdges();
      await routerWith(own).shift(environment, versions('2', '2'), 50);
      const bodies: string[] = [];
      for (let index = 0; index < 12; index += 1) bodies.push(await (await fetch((await own.urlOf(environment, create)) ?? '')).text());
      await routerWith(own).shift(environment, versions('1', '1'), 100);
      return bodies;
    };
    expect(await drawn()).toEqual(await drawn());
  });
});

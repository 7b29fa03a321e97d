import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Stage } from '../../../src/model/topology.ts';
import type { World } from '../../backends/backend.ts';
import type { StackFunction } from '../deploy/stack-functions.ts';
import { EdgeWeights } from './edge-weights.ts';
import { openEdges } from './open-edges.ts';

let stateDir = '';
beforeEach(() => {
  stateDir = mkdtempSync(join(tmpdir(), 'edges-'));
});
afterEach(() => rmSync(stateDir, { recursive: true, force: true }));

const progressive: Stage['strategy'] = {
  kind: 'canary',
  weightPercent: 10,
  bakeMs: 1,
  judgedBy: { errorRate: null, p99Ms: null, seesErrorRate: 0.1, marginMs: 50 },
};
const stages = [
  { environment: 'uat', router: 'alias', strategy: { kind: 'all-at-once' } },
  { environment: 'production', router: 'alias', strategy: progressive },
] as const;
const create = { logicalId: 'Create' } as StackFunction;

function open(world: Partial<World>) {
  const notes: string[] = [];
  const there = { emulator: 'other 1.0', fresh: false, missing: [], reach: (_: string, url: string) => Promise.resolve(url), ...world };
  return { notes, edges: openEdges({ plan: { seed: 1 }, stages, stateDir, note: (text) => notes.push(text) }, there) };
}

describe('the edges of a world', () => {
  it('stand where aliases take no weights and steps need them, which is said', () => {
    const { edges, notes } = open({ missing: ['alias-weights'] });
    expect(['uat', 'production', 'nowhere'].map((environment) => edges.kindIn(environment))).toEqual(['alias', 'edge', 'alias']);
    expect(notes).toEqual(["other 1.0 has no weighted aliases: a weighted edge splits production's traffic."]);
  });

  it('stand nowhere where they do', () => {
    const { edges, notes } = open({});
    expect([edges.kindIn('production'), notes]).toEqual(['alias', []]);
  });

  it.each([
    ['a world that was there before', false, { version: '2', weightPercent: 10 }],
    ['a new world in its place', true, null],
  ])('have the weights of %s: %s', (_, fresh, weight) => {
    new EdgeWeights(join(stateDir, 'edge-weights.json')).set('production', 'Create', { version: '2', weightPercent: 10 });
    expect(open({ fresh }).edges.edges.weightOf('production', create)).toEqual(weight);
  });
});

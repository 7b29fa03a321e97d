import { expect, it } from 'vitest';
import type { RouterKind, StageStrategy } from '../../../src/model/rollout-strategy.ts';
import type { Capability } from '../../backends/backend.ts';
import { isForced, routerKind } from './router-kind.ts';

const atOnce: StageStrategy = { kind: 'all-at-once' };
const canary: StageStrategy = {
  kind: 'canary',
  weightPercent: 10,
  bakeMs: 1,
  judgedBy: { errorRate: null, p99Ms: null, seesErrorRate: 0.1, marginMs: 50 },
};

it.each<readonly [RouterKind, StageStrategy, readonly Capability[], RouterKind, boolean]>([
  ['alias', canary, [], 'alias', false],
  ['alias', canary, ['call-trace'], 'alias', false],
  ['alias', canary, ['alias-weights'], 'edge', true],
  // In one step an alias needs no weights.
  ['alias', atOnce, ['alias-weights'], 'alias', false],
  ['edge', canary, [], 'edge', false],
  ['edge', atOnce, ['alias-weights'], 'edge', false],
])('%s asked for, %o, where %j is missing, is %s', (router, strategy, missing, kind, forced) => {
  expect(routerKind({ router, strategy }, missing)).toBe(kind);
  expect(isForced({ router, strategy }, missing)).toBe(forced);
});

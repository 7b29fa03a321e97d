import { expect, it } from 'vitest';
import { stepFinished } from '../ports/testing/sample-subject.ts';
import { gateStep, stageOf } from '../ports/testing/sample-topology.ts';
import type { Action } from './next-action.ts';
import { placeOf } from './place.ts';

const stage = stageOf('uat', { kind: 'manual' }, []);
const moved = { rollout: { strategy: 'all-at-once', steps: [] }, deployed: [], previous: [] };

it.each<readonly [Action | null, string]>([
  [null, 'the end'],
  [{ kind: 'start-stage', stage }, 'uat'],
  [{ kind: 'run-step', stage, step: gateStep('smoke'), index: 0 }, 'uat/smoke'],
  [{ kind: 'run-step', stage, step: { kind: 'action', action: 'schema-snapshot' }, index: 0 }, 'uat/schema-snapshot'],
  [{ kind: 'roll-back', stage, red: stepFinished(), moved }, 'uat/roll-back'],
  [{ kind: 'finish-stage', stage, outcome: 'passed' }, 'uat'],
  [{ kind: 'finish-run', stage, outcome: 'blocked', reason: '' }, 'uat'],
  [{ kind: 'finish-run', stage: null, outcome: 'released', reason: '' }, 'the end'],
])('%j belongs to %s', (action, place) => {
  expect(placeOf(action)).toBe(place);
});

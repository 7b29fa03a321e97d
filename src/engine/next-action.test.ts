import { describe, expect, it } from 'vitest';
import type { RolloutRecord } from '../model/rollout-record.ts';
import type { Happening, StepFacts } from '../model/evidence.ts';
import type { Topology } from '../model/topology.ts';
import type { Verdict } from '../model/verdict.ts';
import { newVersions, oldVersions } from '../ports/testing/fake-accounts.ts';
import { stepFinished } from '../ports/testing/sample-subject.ts';
import { gateStep, noRules, stageOf } from '../ports/testing/sample-topology.ts';
import { nextAction } from './next-action.ts';

const at = '2026-01-01T00:00:00.000Z';
const dev = stageOf('dev', { kind: 'manual' }, [gateStep('deploy'), gateStep('smoke', { onFailure: 'roll-back' }), gateStep('contract')]);
const production = stageOf('production', { kind: 'manual' }, [gateStep('smoke')]);
const topology: Topology = { name: 'two', tooling: { account: '9', region: 'eu-west-1' }, rules: noRules, stages: [dev, production] };

const rollout: RolloutRecord = {
  strategy: 'all-at-once',
  steps: [{ name: 'shift', weightPercent: 100, startedAt: at, durationMs: 1, result: 'applied' }],
};
const overOld: StepFacts = { rollout, previous: oldVersions, deployed: newVersions };
const overNothing: StepFacts = { rollout, previous: [], deployed: newVersions };

function started(environment: string): Happening {
  return { kind: 'stage-started', at, environment, account: '1', trigger: { kind: 'manual', ref: 'x' }, principal: 'p' };
}

function step(index: number, verdict: Verdict = 'passed', facts: StepFacts = {}): Happening {
  const names = ['deploy', 'smoke', 'contract'] as const;
  return stepFinished({ environment: 'dev', step: index, name: names[index] ?? 'lint', verdict, facts, reason: `${verdict}.` });
}

function ended(outcome: 'passed' | 'blocked' | 'rolled-back' | 'waiting' | 'not-reached', environment = 'dev'): Happening {
  return { kind: 'stage-finished', at, environment, outcome };
}

const rolledBack: Happening = {
  kind: 'rolled-back',
  at,
  environment: 'dev',
  rollback: { trigger: 'smoke', detectedMs: 5, revertedMs: 7, userErrorWindowMs: 12, limitMs: 10, rehearsed: false },
  deployed: [...oldVersions, { function: 'NewFunction', version: '1', digest: `sha256:${'0'.repeat(64)}` }],
  load: [],
};
const refused: Happening = { kind: 'refused', at, environment: 'dev', gate: 'same-artefact', reason: 'Tag off main.' };
const over: Happening = { kind: 'run-finished', at, outcome: 'blocked', durationMs: 1, reason: '' };
const again: Happening = { kind: 'resumed', at, from: 'dev/smoke' };

/** Something was taken away from the version that was live, and nobody tried whether it minds. */
const stranded: readonly Happening[] = [
  { kind: 'baseline', at, environment: 'dev', version: 'v1.3.0', commit: null, deployed: oldVersions },
  started('dev'),
  step(0, 'passed', { ...overOld, migrated: [{ script: 'V5__drop.sql', step: 'contract' }] }),
];

/** The action in a few words. */
function next(...happenings: readonly Happening[]): string {
  const action = nextAction(topology, happenings, {});
  if (action === null) return 'nothing';
  switch (action.kind) {
    case 'start-stage':
      return `start ${action.stage.environment}`;
    case 'run-step':
      return `run ${action.stage.environment} ${String(action.index)} ${action.step.kind === 'gate' ? action.step.gate : action.step.action}`;
    case 'roll-back':
      return `roll back ${action.stage.environment} from ${action.red.name}`;
    case 'finish-stage':
      return `finish ${action.stage.environment} ${action.outcome}`;
    case 'finish-run':
      return `end ${action.outcome} ${action.stage?.environment ?? ''}: ${action.reason}`;
  }
}

describe('what happens next', () => {
  it.each([
    ['at the beginning', [], 'start dev'],
    ['in a stage that was started', [started('dev')], 'run dev 0 deploy'],
    ['after a step', [started('dev'), step(0)], 'run dev 1 smoke'],
    ['after a waived step', [started('dev'), step(0, 'waived')], 'run dev 1 smoke'],
    ['after all steps', [started('dev'), step(0), step(1), step(2)], 'finish dev passed'],
    ['after a stage', [started('dev'), step(0), step(1), step(2), ended('passed')], 'start production'],
    ['after a refusal', [refused], 'finish dev blocked'],
    ['after a red step, where what was live can’t live with the schema', [...stranded, step(1, 'failed')], 'finish dev blocked'],
    [
      'after a stage that could not go back',
      [...stranded, step(1, 'failed'), ended('blocked')],
      'end blocked dev: dev: smoke failed: failed. Not rolled back: Whether v1.3.0 can live with the schema that dev has is not known, and V5__drop.sql took something away since it was live. Roll forward: promote a release that mends it. Or restore the database from before V5__drop.sql, then roll back.',
    ],
    ['after a refusal in the middle', [started('dev'), step(0), refused], 'finish dev blocked'],
    ['after a red step', [started('dev'), step(0, 'failed')], 'finish dev blocked'],
    ['after an inconclusive step', [started('dev'), step(0, 'inconclusive')], 'finish dev blocked'],
    ['after a waiting step', [started('dev'), step(0, 'waiting')], 'finish dev waiting'],
    [
      'after a step that waits where it would roll back',
      [started('dev'), step(0, 'passed', overOld), step(1, 'waiting')],
      'finish dev waiting',
    ],
    ['after a red step that rolls back', [started('dev'), step(0, 'passed', overOld), step(1, 'failed')], 'roll back dev from smoke'],
    ['after an inconclusive one', [started('dev'), step(0, 'passed', overOld), step(1, 'inconclusive')], 'roll back dev from smoke'],
    ['after a red step where no traffic moved', [started('dev'), step(0), step(1, 'failed')], 'finish dev blocked'],
    ['after a red step where nothing was live', [started('dev'), step(0, 'passed', overNothing), step(1, 'failed')], 'finish dev blocked'],
    ['after a red step that only stops', [started('dev'), step(0, 'passed', overOld), step(1), step(2, 'failed')], 'finish dev blocked'],
    ['after a deploy that moved traffic and is red', [started('dev'), step(0, 'failed', overOld)], 'roll back dev from deploy'],
    ['after a rollback', [started('dev'), step(0, 'passed', overOld), step(1, 'failed'), rolledBack], 'finish dev rolled-back'],
    ['after the end', [started('dev'), over], 'nothing'],
  ])('%s', (_, happenings, expected) => {
    expect(next(...happenings)).toBe(expected);
  });

  it('is the end where everything has passed', () => {
    expect(next(ended('passed'), ended('passed', 'production'))).toBe(
      'end released :  is released: every stage passed, production is the last.',
    );
  });

  it('hands a rollback what it needs', () => {
    const red = step(1, 'failed');
    expect(nextAction(topology, [started('dev'), step(0, 'passed', overOld), red], {})).toEqual({
      kind: 'roll-back',
      stage: dev,
      red,
      moved: { rollout, previous: oldVersions, deployed: newVersions },
    });
  });
});

describe('why a run ends', () => {
  it.each([
    ['not reached', [ended('not-reached')], 'end blocked dev: dev did not pass.'],
    ['refused', [refused, ended('blocked')], 'end blocked dev: dev: Tag off main.'],
    ['waiting', [started('dev'), step(0, 'waiting'), ended('waiting')], 'end waiting dev: dev: deploy waits: waiting.'],
    ['failed', [started('dev'), step(0, 'failed'), ended('blocked')], 'end blocked dev: dev: deploy failed: failed.'],
    [
      'waiting with the new version live',
      [started('dev'), step(0, 'passed', overOld), step(1, 'waiting'), ended('waiting')],
      'end waiting dev: dev: smoke waits: waiting.',
    ],
    [
      'failed with the new version live',
      [started('dev'), step(0, 'passed', overOld), step(1), step(2, 'failed'), ended('blocked')],
      'end blocked dev: dev: contract failed: failed. The new version is still live in dev: the topology asks for no rollback there.',
    ],
    [
      'failed without rollback where nothing was live before',
      [started('dev'), step(0, 'passed', overNothing), step(1), step(2, 'failed'), ended('blocked')],
      'end blocked dev: dev: contract failed: failed. The new version is still live in dev: the topology asks for no rollback there.',
    ],
    [
      'failed where nothing was live before',
      [started('dev'), step(0, 'passed', overNothing), step(1, 'inconclusive'), ended('blocked')],
      "end blocked dev: dev: smoke was inconclusive: inconclusive. Nothing was live in dev before, so traffic can't go back: the new version is still live.",
    ],
    [
      'failed by a deploy where nothing was live before',
      [started('dev'), step(0, 'failed', overNothing), ended('blocked')],
      "end blocked dev: dev: deploy failed: failed. Nothing was live in dev before, so traffic can't go back: the new version is still live.",
    ],
    [
      'rolled back',
      [started('dev'), step(0, 'passed', overOld), step(1, 'failed'), rolledBack, ended('rolled-back')],
      "end rolled-back dev: dev: smoke failed: failed. Rolled back to what was live before (detected after 5 ms, reverted after another 7 ms; users' errors were not measured, so all of that counts, over the limit of 10 ms). NewFunction had no version before and stays.",
    ],
  ])('%s', (_, happenings, expected) => {
    expect(next(...happenings)).toBe(expected);
  });

  it.each([
    [9, 'within the limit of 10 ms'],
    [10, 'within the limit of 10 ms'],
    [11, 'over the limit of 10 ms'],
  ])('users who saw errors for %i ms are %s', (userErrorWindowMs, said) => {
    const window: Happening = { ...rolledBack, rollback: { ...rolledBack.rollback, userErrorWindowMs } };
    expect(next(started('dev'), step(0, 'passed', overOld), step(1, 'failed'), window, ended('rolled-back'))).toContain(said);
  });
});

describe('a run that is resumed', () => {
  it.each([
    ['judges again what blocked it', [started('dev'), step(0), step(1, 'failed'), ended('blocked'), over, again], 'run dev 1 smoke'],
    ['asks again whether it may come in', [refused, ended('blocked'), over, again], 'start dev'],
    ['asks again in the middle', [started('dev'), step(0), refused, ended('blocked'), over, again], 'run dev 1 smoke'],
    ['goes on with what waited', [started('dev'), step(0, 'waiting'), ended('waiting'), over, again], 'run dev 0 deploy'],
    [
      'goes on with what waited before the run could end',
      [started('dev'), step(0, 'waiting'), ended('waiting'), again],
      'run dev 0 deploy',
    ],
    ['goes on with what waited before the stage could end', [started('dev'), step(0, 'waiting'), again], 'run dev 0 deploy'],
    [
      'goes again through a stage that was rolled back, from its deploy',
      [started('dev'), step(0, 'passed', overOld), step(1, 'failed'), rolledBack, ended('rolled-back'), over, again],
      'run dev 0 deploy',
    ],
    [
      'rolls back still, after an error',
      [started('dev'), step(0, 'passed', overOld), step(1, 'failed'), over, again],
      'roll back dev from smoke',
    ],
    ['ends as it would have, after a kill', [started('dev'), step(0, 'failed'), again], 'finish dev blocked'],
    [
      'ends as it would have, after a kill at the end',
      [started('dev'), step(0, 'failed'), ended('blocked'), again],
      'end blocked dev: dev: deploy failed: failed.',
    ],
    ['leaves alone what passed', [started('dev'), step(0), step(1), step(2), ended('passed'), over, again], 'start production'],
    ['keeps what was waived', [started('dev'), step(0, 'waived'), step(1, 'failed'), ended('blocked'), over, again], 'run dev 1 smoke'],
  ])('%s', (_, happenings, expected) => {
    expect(next(...happenings)).toBe(expected);
  });

  it('goes again only through what came after the traffic moved', () => {
    const late = stageOf('dev', { kind: 'manual' }, [
      gateStep('migrate'),
      gateStep('deploy'),
      gateStep('smoke', { onFailure: 'roll-back' }),
    ]);
    const happenings = [
      started('dev'),
      step(0),
      step(1, 'passed', overOld),
      step(2, 'failed'),
      rolledBack,
      ended('rolled-back'),
      over,
      again,
    ];
    expect(nextAction({ ...topology, stages: [late] }, happenings, {})).toMatchObject({ kind: 'run-step', index: 1 });
  });
});

describe('a run with limits', () => {
  it('starts at one and ends at the other', () => {
    expect(nextAction(topology, [], { from: 'production' })).toMatchObject({ kind: 'start-stage', stage: production });
    expect(nextAction(topology, [ended('passed')], { from: 'dev', to: 'dev' })).toEqual({
      kind: 'finish-run',
      stage: null,
      outcome: 'released',
      reason: ' passed every stage as far as asked: dev.',
    });
  });

  it('throws where they are none', () => {
    expect(() => nextAction(topology, [], { to: 'qa' })).toThrow('qa is no environment of two: choose one of dev, production.');
  });
});

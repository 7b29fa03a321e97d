import { placeOf } from '../../model/deployment.ts';
import type { StepFinished } from '../../model/evidence.ts';
import type { GateSubject } from '../gate.ts';
import type { Strategy } from '../strategy.ts';
import { FakeJudge } from './fake-judge.ts';
import { headCommit } from './fake-source.ts';
import { sampleProject } from './sample-project.ts';
import { digestNamed, sampleRelease, sha256 } from './sample-release.ts';
import { gateStep, sampleTopology, stageOf } from './sample-topology.ts';

/** Shifts everything at once and reads back whether it went; strategies proper have tests of their own. */
export const plainStrategy: Strategy = {
  name: 'all-at-once',
  shifts: [{ weightPercent: 100, bakeMs: 0 }],
  steps: ({ environment, to, previous, router }) => [
    {
      name: 'shift',
      weightPercent: 100,
      bakeMs: 0,
      act: () => router.shift(environment, to, 100),
      observe: async () => {
        const weights = await router.weights(environment);
        const healthy = to.every((each) => weights[placeOf(each)]?.[each.version] === 100);
        return { healthy, reason: healthy ? 'All shifted.' : 'Traffic did not follow.' };
      },
      revert: () => (previous.length === 0 ? Promise.resolve() : router.shift(environment, previous, 100)),
    },
  ],
};

/** A gate's subject in UAT, with the sample release built; `more` says what is different. */
export function subjectWith(more: Partial<GateSubject> = {}): GateSubject {
  return {
    topology: sampleTopology,
    stage: sampleTopology.stages[2] ?? stageOf('uat', { kind: 'manual' }, []),
    step: gateStep('lint'),
    project: sampleProject,
    commit: headCommit,
    version: 'v1.4.0',
    authors: ['Ada Author <ada@example.com>'],
    release: sampleRelease,
    done: [],
    liveBefore: [],
    again: false,
    strategy: plainStrategy,
    judge: new FakeJudge(),
    rollout: { begun: [], write: () => Promise.resolve() },
    traffic: null,
    seed: 1,
    sha256,
    ...more,
  };
}

export function stepFinished(more: Partial<StepFinished> = {}): StepFinished {
  return {
    kind: 'step-finished',
    at: '2026-01-01T00:00:10.000Z',
    environment: 'dev',
    step: 0,
    name: 'deploy',
    startedAt: '2026-01-01T00:00:00.000Z',
    durationMs: 10_000,
    verdict: 'passed',
    reason: 'It passed.',
    evidence: [digestNamed('step')],
    facts: {},
    ...more,
  };
}

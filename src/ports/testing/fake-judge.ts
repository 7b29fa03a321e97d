import type { StepJudgement } from '../../model/rollout-record.ts';
import type { JudgedRollout, JudgePlan, RolloutJudge, StepSeen } from '../rollout-judge.ts';

export function stepJudgement(more: Partial<StepJudgement> = {}): StepJudgement {
  const figures = { requests: 100, errors: 0, errorRate: 0, p50Ms: 10, p99Ms: 40 };
  return { verdict: 'passed', reason: 'Well.', neededRequests: 50, candidate: figures, stable: figures, noiseMs: 2, ...more };
}

/** Finds every plan fit to be judged and every step well, unless a test says otherwise. */
export class FakeJudge implements RolloutJudge {
  readonly plans: JudgedRollout[] = [];
  readonly seen: StepSeen[] = [];
  fault: string | null = null;
  answers: (seen: StepSeen) => StepJudgement = () => stepJudgement();

  plan(rollout: JudgedRollout): JudgePlan {
    this.plans.push(rollout);
    return { neededRequests: rollout.shifts.map(() => 50), fault: this.fault };
  }

  heard: string | null = null;

  hear(): string | null {
    return this.heard;
  }

  nextLookAt(looks: number): number {
    return 5 * (looks + 1);
  }

  judge(seen: StepSeen): StepJudgement {
    this.seen.push(seen);
    return this.answers(seen);
  }
}

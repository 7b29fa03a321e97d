import type { RolloutJudge } from '../../ports/rollout-judge.ts';
import { nextLookAt } from './alarm-level.ts';
import { hearAlarms } from './hear-alarms.ts';
import { judgePlan } from './judge-plan.ts';
import { judgeStep } from './judge-step.ts';

/** Judges by exact tests: see docs/strategies.md for which, and for what they see how often. */
export const judge: RolloutJudge = { plan: judgePlan, judge: judgeStep, hear: hearAlarms, nextLookAt };

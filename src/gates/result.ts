import type { Digest } from '../model/digest.ts';
import type { StepFacts } from '../model/evidence.ts';
import type { GateResult } from '../ports/gate.ts';

/** A verdict with its one sentence, before evidence is added. */
export interface Judgement {
  readonly verdict: GateResult['verdict'];
  readonly reason: string;
}

export function passed(reason: string): Judgement {
  return { verdict: 'passed', reason };
}

export function failed(reason: string): Judgement {
  return { verdict: 'failed', reason };
}

/** The gate saw no data, no tool or too little: it blocks, and the reason says what to do. */
export function inconclusive(reason: string): Judgement {
  return { verdict: 'inconclusive', reason };
}

export function result(judgement: Judgement, evidence: readonly Digest[] = [], facts: StepFacts = {}): GateResult {
  return { ...judgement, evidence, facts };
}

export function missingTool(tool: string, reason: string): GateResult {
  return result(inconclusive(reason), [], { missingTool: tool });
}

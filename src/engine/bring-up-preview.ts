import type { StepFinished } from '../model/evidence.ts';
import type { GateStep } from '../model/topology.ts';
import type { GateResult } from '../ports/gate.ts';
import type { PreviewStage } from './preview-stage.ts';
import type { RunOptions } from './run-options.ts';

export interface PreviewOptions extends Pick<
  RunOptions,
  'topology' | 'project' | 'gates' | 'strategies' | 'judge' | 'ports' | 'sha256' | 'signal'
> {
  readonly stage: PreviewStage;
  readonly commit: string;
  readonly seed: number;
}

export type PreviewOutcome =
  | { readonly kind: 'up'; readonly steps: readonly StepFinished[] }
  | { readonly kind: 'refused'; readonly gate: string; readonly reason: string; readonly steps: readonly StepFinished[] }
  | { readonly kind: 'interrupted' };

/** Brings a commit into a preview, gate by gate. It is no promotion: nothing of it is written into the run's ledger, and no release comes by it. */
export async function bringUpPreview(options: PreviewOptions): Promise<PreviewOutcome> {
  const { stage, ports, signal } = options;
  const steps: StepFinished[] = [];
  for (const [index, step] of stage.steps.entries()) {
    if (signal?.aborted === true) return { kind: 'interrupted' };
    ports.progress.stepStarted(stage.environment, step.gate);
    const finished = await finish(options, step, index, steps);
    ports.progress.happened(finished);
    steps.push(finished);
    const { name: gate, reason, verdict } = finished;
    if (verdict !== 'passed') return { kind: 'refused', gate, reason, steps };
  }
  return { kind: 'up', steps };
}

async function finish(options: PreviewOptions, step: GateStep, index: number, done: readonly StepFinished[]): Promise<StepFinished> {
  const { clock } = options.ports;
  const { environment } = options.stage;
  const startedAt = clock.now().toISOString();
  const startedMs = clock.elapsedMs();
  const result = await judged(options, step, done);
  const at = clock.now().toISOString();
  return {
    kind: 'step-finished',
    at,
    environment,
    step: index,
    name: step.gate,
    startedAt,
    durationMs: clock.elapsedMs() - startedMs,
    ...result,
  };
}

async function judged(options: PreviewOptions, step: GateStep, done: readonly StepFinished[]): Promise<GateResult> {
  const { topology, stage, project, commit, strategies, judge, seed, sha256 } = options;
  const gate = options.gates.get(step.gate);
  if (gate === undefined) throw new Error(`There is no ${step.gate} gate.`);
  return await gate.run(
    {
      // A stage of the path for as long as a gate looks at it: data rule and regions are found by the environment's name.
      topology: { ...topology, stages: [...topology.stages, stage] },
      stage,
      step,
      project,
      commit,
      version: stage.environment,
      authors: [],
      release: done.findLast(({ facts }) => facts.release !== undefined)?.facts.release ?? null,
      done,
      liveBefore: [],
      again: false,
      strategy: strategies(stage.strategy),
      judge,
      rollout: { begun: [], write: () => Promise.resolve() },
      traffic: null,
      seed,
      sha256,
    },
    options.ports,
  );
}

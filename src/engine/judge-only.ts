import type { GateName } from '../model/gate-name.ts';
import type { GateResult } from '../ports/gate.ts';
import type { RunOptions } from './run-options.ts';
import { runGate } from './run-step.ts';
import { stageIn, stateOf } from './run-state.ts';

export interface JudgedOnly {
  readonly environment: string;
  readonly gate: GateName;
  readonly durationMs: number;
  readonly result: GateResult;
}

export type OnlyResult =
  { readonly kind: 'judged'; readonly judged: readonly JudgedOnly[] } | { readonly kind: 'refused'; readonly reason: string };

/** They change the world, or are a person's: a run asks them in their place on the path and nobody asks them alone. */
const acting = new Set<GateName>(['build', 'migrate', 'deploy', 'approval', 'rollback-rehearsal']);

/**
 * Asks one gate (`smoke`, `dev/smoke`) of the world as it is, wherever the run has come to it. A look, no evidence: nothing of the run changes,
 * and nothing goes on because of it.
 */
export async function judgeOnly(options: RunOptions, named: string): Promise<OnlyResult> {
  const [environment, gate] = named.includes('/') ? named.split('/') : [null, named];
  const state = stateOf(options.ports.evidence.entries().map((entry) => entry.happening));
  const asked = options.topology.stages
    .filter((stage) => environment === null || stage.environment === environment)
    .flatMap((stage) => stage.steps.flatMap((step, index) => (step.kind === 'gate' && step.gate === gate ? [{ stage, step, index }] : [])));
  const [first] = asked;
  if (first === undefined) return { kind: 'refused', reason: `The path has no gate ${named}: rehearse plan shows those that it has.` };
  if (acting.has(first.step.gate)) {
    return {
      kind: 'refused',
      reason: `${first.step.gate} is not asked alone, for it changes the world: rehearse run --from ENV goes on with it.`,
    };
  }
  const reached = asked.filter(({ stage, index }) => stageIn(state, stage.environment).steps.has(index));
  if (reached.length === 0) {
    const { environment: there } = first.stage;
    return {
      kind: 'refused',
      reason: `The run has not come to ${gate ?? named} of ${there} yet: bring the release there with rehearse promote ${there}.`,
    };
  }
  const judged: JudgedOnly[] = [];
  const { clock, progress } = options.ports;
  for (const { stage, step } of reached) {
    progress.stepStarted(stage.environment, step.gate);
    const startedMs = clock.elapsedMs();
    const result = await runGate(stage, step, options, state);
    judged.push({ environment: stage.environment, gate: step.gate, durationMs: clock.elapsedMs() - startedMs, result });
  }
  return { kind: 'judged', judged };
}

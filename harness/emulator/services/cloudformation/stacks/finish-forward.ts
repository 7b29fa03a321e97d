import { AwsError } from '../../../kernel/aws-error.ts';
import type { StackRow } from '../state.ts';
import type { StackModel } from '../template/stack-model.ts';
import { exportProblem, resolveImports, resolveOutputs, writeExports } from './outputs.ts';
import { presentValues } from './run-model.ts';
import { stackOf, type StackRun } from './stack-run.ts';

type Finished = { readonly problem: string } | { readonly problem?: undefined; readonly change: Pick<StackRow, 'outputs' | 'imports'> };

/** The outputs and exports of a stack whose resources are all there; or why they can't be. */
export function finishForward(run: StackRun, model: StackModel): Finished {
  const stack = stackOf(run);
  const values = presentValues(run);
  try {
    const outputs = resolveOutputs(model, values);
    const problem = exportProblem(run.tables, stack, outputs);
    if (problem !== undefined) return { problem };
    const imports = resolveImports(model, values);
    run.host.state.transaction(() => writeExports(run.tables, run.stackId, stack.outputs, outputs));
    return { change: { outputs, imports } };
  } catch (error) {
    if (error instanceof AwsError) return { problem: error.message };
    throw error;
  }
}

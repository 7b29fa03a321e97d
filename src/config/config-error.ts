import type { Problem } from '../model/problem.ts';

/** `rehearsal.yaml:12:5 modules.MOD-001.functions.transfer.entry: file not found` and the hint on a line of its own. */
export function renderProblem(problem: Problem): string {
  const place = problem.line > 0 ? `${problem.file}:${problem.line}:${problem.column}` : problem.file;
  const path = problem.path === '' ? ':' : ` ${problem.path}:`;
  const hint = problem.hint === '' ? '' : `\n  ${problem.hint}`;
  return `${place}${path} ${problem.message}${hint}`;
}

/** A file of the user's can't be used as it is. Carries every problem found, not only the first. */
export class ConfigError extends Error {
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(problems.map(renderProblem).join('\n'));
    this.name = 'ConfigError';
    this.problems = problems;
  }
}

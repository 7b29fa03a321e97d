/** Why a pattern is none: one sentence. Each service answers it as its own error. */
export class PatternProblem extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'PatternProblem';
  }
}

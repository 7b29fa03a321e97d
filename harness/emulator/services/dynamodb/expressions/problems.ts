import { ExpressionProblem } from './token-reader.ts';

/** Problems of an expression whose syntax is right, in the order in which AWS looks for them. */
const order = [
  'number of operators',
  'parentheses',
  'unknown function',
  'misused function',
  'reserved word',
  'section',
  'undefined name or value',
  'number of operands',
  'same operands',
  'paths',
  'operand',
] as const;

export type ProblemKind = (typeof order)[number];

const mostOperators = 300;

/** Collects what is wrong while an expression is read to its end, as a syntax error after it counts more. */
export class Problems {
  readonly #found = new Map<ProblemKind, string>();
  #operators = 0;

  /** Of each kind the first counts. */
  note(kind: ProblemKind, message: string): void {
    if (!this.#found.has(kind)) this.#found.set(kind, message);
  }

  /** Counts one more operator of a condition. */
  operator(): void {
    this.#operators += 1;
    if (this.#operators > mostOperators)
      this.note('number of operators', `The expression contains too many operators; operator count: ${this.#operators}`);
  }

  throwFirst(): void {
    const kind = order.find((each) => this.#found.has(each));
    const message = kind === undefined ? undefined : this.#found.get(kind);
    if (message !== undefined) throw new ExpressionProblem(message);
  }
}

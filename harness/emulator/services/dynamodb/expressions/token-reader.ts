import { tokenise } from './tokens.ts';
import type { Token } from './tokens.ts';

/** Thrown with what AWS says after `Invalid ConditionExpression: `. */
export class ExpressionProblem extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'ExpressionProblem';
  }
}

const longestBytes = 4096;

/** AWS allows 300 operators, so that nothing meaningful is deeper. */
const deepest = 300;

/** Reads the tokens of one expression from the left. */
export class TokenReader {
  readonly #text: string;
  readonly #tokens: readonly Token[];
  #next = 0;
  #depth = 0;

  constructor(text: string) {
    const bytes = Buffer.byteLength(text);
    if (bytes > longestBytes)
      throw new ExpressionProblem(`Expression size has exceeded the maximum allowed size; expression size: ${bytes}`);
    this.#text = text;
    this.#tokens = tokenise(text);
    if (this.#tokens.length === 1) throw new ExpressionProblem('The expression can not be empty;');
  }

  peek(ahead = 0): Token {
    return this.#tokens[Math.min(this.#next + ahead, this.#tokens.length - 1)] ?? { kind: 'end', text: '<EOF>', start: 0, end: 0 };
  }

  take(): Token {
    const token = this.peek();
    this.#next = Math.min(this.#next + 1, this.#tokens.length - 1);
    return token;
  }

  isSymbol(text: string): boolean {
    const token = this.peek();
    return token.kind === 'symbol' && token.text === text;
  }

  isKeyword(word: string): boolean {
    const token = this.peek();
    return token.kind === 'word' && token.text.toUpperCase() === word;
  }

  /** Takes the symbol where it is next. */
  tookSymbol(text: string): boolean {
    if (!this.isSymbol(text)) return false;
    this.take();
    return true;
  }

  tookKeyword(word: string): boolean {
    if (!this.isKeyword(word)) return false;
    this.take();
    return true;
  }

  needSymbol(text: string): void {
    if (!this.tookSymbol(text)) throw this.unexpected();
  }

  needEnd(): void {
    if (this.peek().kind !== 'end') throw this.unexpected();
  }

  /** Reads what stands inside of something else. */
  nested<Read>(read: () => Read): Read {
    this.#depth += 1;
    if (this.#depth > deepest) throw new ExpressionProblem('The expression contains too many nested parentheses, functions or operators;');
    const result = read();
    this.#depth -= 1;
    return result;
  }

  /** AWS shows the token that it did not expect and the text around it, a token to each side. */
  unexpected(): ExpressionProblem {
    const [before, token, after] = [this.peek(this.#next === 0 ? 0 : -1), this.peek(), this.peek(1)];
    const near = this.#text.slice(before.start, after.end);
    return new ExpressionProblem(`Syntax error; token: "${token.text}", near: "${near.trim()}"`);
  }
}

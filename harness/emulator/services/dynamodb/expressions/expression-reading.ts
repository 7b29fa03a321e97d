import type { Value } from '../values/value.ts';
import { isReserved } from './reserved-words.ts';
import { Problems } from './problems.ts';
import type { Substitutions } from './substitutions.ts';
import type { DocumentPath } from './syntax.ts';
import { TokenReader } from './token-reader.ts';

/** One expression while it is read: its tokens, what they stand for, and what is wrong so far. */
export interface ExpressionReading {
  readonly tokens: TokenReader;
  readonly substitutions: Substitutions;
  readonly problems: Problems;
  /** What stood in parentheses. */
  readonly parenthesised: WeakSet<object>;
}

export function startReading(text: string, substitutions: Substitutions): ExpressionReading {
  return { tokens: new TokenReader(text), substitutions, problems: new Problems(), parenthesised: new WeakSet() };
}

/** `a.#b[0]` */
export function readPath(reading: ExpressionReading): DocumentPath {
  const { tokens, problems } = reading;
  const first = readName(reading);
  const more: (string | number)[] = [];
  for (;;) {
    if (tokens.tookSymbol('.')) more.push(readName(reading));
    else if (tokens.tookSymbol('[')) more.push(readPosition(reading));
    else break;
  }
  const levels = more.length + 1;
  if (levels > deepest) problems.note('paths', `The document path has too many nesting levels; nesting levels: ${levels}`);
  return [first, ...more];
}

/** Levels of a document. */
const deepest = 32;

const largestPosition = 2 ** 31 - 1;

function readPosition({ tokens, problems }: ExpressionReading): number {
  if (tokens.peek().kind !== 'number') throw tokens.unexpected();
  const { text } = tokens.take();
  const position = Number(text);
  if (position > largestPosition) problems.note('paths', `List index is not within the allowable range; index: [${text}]`);
  tokens.needSymbol(']');
  return position;
}

function readName({ tokens, substitutions, problems }: ExpressionReading): string {
  const { kind, text } = tokens.peek();
  if (kind !== 'word' && kind !== 'name') throw tokens.unexpected();
  tokens.take();
  if (kind === 'word') {
    if (isReserved(text)) problems.note('reserved word', `Attribute name is a reserved keyword; reserved keyword: ${text}`);
    return text;
  }
  const name = substitutions.name(text);
  if (name === undefined) {
    problems.note(
      'undefined name or value',
      `An expression attribute name used in the document path is not defined; attribute name: ${text}`,
    );
  }
  return name ?? text;
}

/** `:value`, which must be the next token. One that is not defined reads as null: the problem is noted, so nobody sees it. */
export function readPlaceholder({ tokens, substitutions, problems }: ExpressionReading): Value {
  const { kind, text } = tokens.peek();
  if (kind !== 'value') throw tokens.unexpected();
  tokens.take();
  const value = substitutions.value(text);
  if (value === undefined) {
    problems.note('undefined name or value', `An expression attribute value used in expression is not defined; attribute value: ${text}`);
  }
  return value ?? { NULL: true };
}

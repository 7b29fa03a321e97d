import { SqlCursor } from './sql-cursor.ts';
import { readToken } from './sql-token.ts';
import type { SqlToken } from './sql-token.ts';
import { isCopyFromStdin, isNonTransactional } from './statement-kind.ts';

export interface SqlStatement {
  readonly sql: string;
  /** Where Flyway says that it begins: its first token that is no comment. 1 is the first line. */
  readonly line: number;
  /** The line of `sql`'s first character, comments included. */
  readonly textLine: number;
  readonly transactional: boolean;
  /** The rows after COPY … FROM STDIN, without the final `\.`. */
  readonly copyData: string | null;
}

/** A script that Flyway's parser rejects. */
export class SqlParseError extends Error {
  readonly line: number;

  constructor(message: string, line: number) {
    super(message);
    this.name = 'SqlParseError';
    this.line = line;
  }
}

/** After so many words a statement's kind is no longer looked for (Parser.getTransactionalDetectionCutoff). */
const cutoff = 10;

/**
 * Splits a script, placeholders replaced, as Flyway 10.21.0 does for PostgreSQL, including its limits.
 *
 * @throws SqlParseError
 */
export function splitStatements(text: string): readonly SqlStatement[] {
  const cursor = new SqlCursor(text.startsWith('\uFEFF') ? text.slice(1) : text);
  const state = new ParserState();
  const statements: SqlStatement[] = [];
  for (;;) {
    const statement = nextStatement(cursor, state);
    if (statement === null) return statements;
    statements.push(statement);
  }
}

/** What outlives a statement: an unbalanced parenthesis swallows the rest of the script, in Flyway as here. */
class ParserState {
  parens = 0;
  /** Open BEGIN ATOMIC bodies. */
  blocks = 0;
}

/** What is known of the statement being read. */
class Draft {
  readonly tokens: SqlToken[] = [];
  readonly keywords: SqlToken[] = [];
  from: number;
  /** Up to here the text belongs to the statement. */
  confirmed: number;
  line: number;
  words = '';
  hasCode = false;
  isCopy = false;
  nonTransactional = false;

  constructor(cursor: SqlCursor) {
    this.from = cursor.at;
    this.confirmed = cursor.at;
    this.line = cursor.line;
  }

  restart(cursor: SqlCursor): void {
    this.tokens.length = 0;
    this.from = cursor.at;
    this.confirmed = cursor.at;
    this.line = cursor.line;
    this.words = '';
  }
}

function nextStatement(cursor: SqlCursor, state: ParserState): SqlStatement | null {
  const draft = new Draft(cursor);
  for (;;) {
    const token = readToken(cursor, state);
    if (token === null) {
      if (draft.tokens.length === 0) draft.restart(cursor);
      else draft.confirmed = cursor.at;
      continue;
    }
    if (token.kind === 'delimiter' && !draft.hasCode) {
      draft.restart(cursor);
      continue;
    }
    if (token.kind === 'keyword' && token.parensDepth === 0) {
      draft.keywords.push(token);
      adjustBlocks(draft.tokens, token, state);
    }
    if (token.kind === 'end' || (token.kind === 'delimiter' && token.parensDepth === 0 && state.blocks === 0)) {
      return finish(cursor, state, draft, token);
    }
    take(draft, token, cursor);
  }
}

function take(draft: Draft, token: SqlToken, cursor: SqlCursor): void {
  if (draft.tokens.every(({ kind }) => kind === 'blank-lines' || kind === 'comment')) {
    draft.hasCode = false;
    draft.line = token.line;
  }
  draft.tokens.push(token);
  draft.confirmed = cursor.at;
  if (token.kind !== 'comment' && token.kind !== 'delimiter' && token.kind !== 'blank-lines') draft.hasCode = true;
  const kindIsOpen = draft.keywords.length <= cutoff && token.parensDepth === 0 && !(draft.isCopy && draft.nonTransactional);
  if (!kindIsOpen || (token.kind !== 'keyword' && token.text !== '@')) return;
  draft.words += (draft.words === '' ? '' : ' ') + token.text.toUpperCase();
  draft.isCopy ||= isCopyFromStdin(draft.words);
  draft.nonTransactional ||= isNonTransactional(draft.words);
}

/** A body in standard SQL: BEGIN ATOMIC … END. */
function adjustBlocks(before: readonly SqlToken[], keyword: SqlToken, state: ParserState): void {
  if (keyword.text === 'ATOMIC' && previous(before, state.parens)?.text === 'BEGIN') state.blocks += 1;
  if (keyword.text === 'END' && state.blocks > 0) state.blocks -= 1;
}

function previous(tokens: readonly SqlToken[], parensDepth: number): SqlToken | null {
  for (const token of tokens.toReversed()) {
    if (token.parensDepth < parensDepth) return null;
    if (token.parensDepth === parensDepth && token.kind !== 'comment' && token.kind !== 'blank-lines') return token;
  }
  return null;
}

function finish(cursor: SqlCursor, state: ParserState, draft: Draft, token: SqlToken): SqlStatement | null {
  const recorded = cursor.text.slice(draft.from, draft.confirmed);
  const sql = recorded.trim();
  if (token.kind === 'end') {
    if (sql === '' || !draft.hasCode) return null;
    // An open parenthesis is left for the database to complain about: Flyway gives the end of a script no depth.
    if (state.blocks > 0) throw new SqlParseError(`Incomplete statement at line ${draft.line}\n${sql}`, draft.line);
  }
  const leading = recorded.slice(0, recorded.length - recorded.trimStart().length);
  const textLine = lineAt(cursor.text, draft.from + leading.length);
  const copyData = draft.isCopy ? readCopyData(cursor, draft.line) : null;
  return { sql, line: draft.line, textLine, transactional: draft.isCopy || !draft.nonTransactional, copyData };
}

function lineAt(text: string, position: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at >= 0 && at < position; at = text.indexOf('\n', at + 1)) line += 1;
  return line;
}

function readCopyData(cursor: SqlCursor, line: number): string {
  cursor.readUntilIncluding('\n');
  const from = cursor.at;
  while (!cursor.ended) {
    const until = cursor.at;
    if (cursor.readUntilIncluding('\n').trim() === String.raw`\.`) return cursor.text.slice(from, until);
  }
  // Flyway reads on for ever here.
  throw new SqlParseError(`COPY ... FROM STDIN at line ${line} has no line with \\. after its data`, line);
}

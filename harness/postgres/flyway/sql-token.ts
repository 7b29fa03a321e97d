import { isJavaLetter, isJavaWhitespace } from './sql-cursor.ts';
import type { SqlCursor } from './sql-cursor.ts';

export interface SqlToken {
  readonly kind: 'keyword' | 'identifier' | 'string' | 'comment' | 'blank-lines' | 'numeric' | 'symbol' | 'delimiter' | 'end';
  /** Upper case for a keyword. */
  readonly text: string;
  readonly at: number;
  readonly line: number;
  readonly parensDepth: number;
}

export const delimiter = ';';

/**
 * The next token, or null for what Flyway makes no token of (a blank, a parenthesis). The rules, their order and their limits are those of
 * Parser.readToken and PostgreSQLParser in Flyway 10.21.0: `$` always opens a dollar quote, only a capital E makes backslash an escape.
 */
export function readToken(cursor: SqlCursor, depth: { parens: number }): SqlToken | null {
  const { at, line } = cursor;
  const token = (kind: SqlToken['kind'], text = ''): SqlToken => ({ kind, text, at, line, parensDepth: depth.parens });
  if (cursor.ended) return { ...token('end'), parensDepth: 0 };
  const character = cursor.peek();
  if (character === '$') {
    skipDollarQuoted(cursor);
    return token('string');
  }
  if (character === "'") return quoted(cursor, 1, null, token);
  if (character === '(' || character === ')') {
    depth.parens += character === '(' ? 1 : -1;
    cursor.skip();
    return null;
  }
  if (character === '"') {
    cursor.skip();
    const text = cursor.skipQuoted('"', null);
    return token('identifier', cursor.peek() === '.' ? furtherParts(cursor) : text);
  }
  if (cursor.sees('--')) return token('comment', cursor.readUntilExcluding('\n', '\r'));
  if (cursor.sees('/*')) return token('comment', readBlockComment(cursor));
  if (/[0-9]/.test(character))
    return token(
      'numeric',
      cursor.readWhile((next) => /[0-9]/.test(next)),
    );
  if (cursor.sees("B'") || cursor.sees("E'") || cursor.sees("X'")) return quoted(cursor, 2, '\\', token);
  if (cursor.sees("U&'")) return quoted(cursor, 3, null, token);
  if (cursor.sees(delimiter)) {
    cursor.skip(delimiter.length);
    return token('delimiter', delimiter);
  }
  if (character === '_' || isJavaLetter(character)) return word(cursor, token);
  return blankOrSymbol(cursor, token);
}

type Make = (kind: SqlToken['kind'], text?: string) => SqlToken;

function quoted(cursor: SqlCursor, opening: number, escape: string | null, token: Make): SqlToken {
  cursor.skip(opening);
  cursor.skipQuoted("'", escape);
  return token('string');
}

function word(cursor: SqlCursor, token: Make): SqlToken {
  const first = cursor.peek();
  cursor.skip();
  let text = first + cursor.readKeywordPart(delimiter);
  if (cursor.peek() === '.') text += furtherParts(cursor);
  return /^[\p{L}_]+$/u.test(text) ? token('keyword', text.toUpperCase()) : token('identifier', text);
}

function blankOrSymbol(cursor: SqlCursor, token: Make): SqlToken | null {
  const character = cursor.peek();
  if (character === ' ' || character === '\r' || character === '\u00A0') {
    cursor.skip();
    return null;
  }
  if (isJavaWhitespace(character)) {
    const text = cursor.readWhitespace();
    return text.split('\n').length > 2 ? token('blank-lines', text) : null;
  }
  cursor.skip();
  return token('symbol', character);
}

/** `$$ … $$` and `$label$ … $label$`. */
function skipDollarQuoted(cursor: SqlCursor): void {
  cursor.skip();
  const quote = `$${cursor.readUntilIncluding('$')}`;
  cursor.readUntilExcluding(quote);
  cursor.skip(quote.length);
}

/** Block comments nest in PostgreSQL. */
function readBlockComment(cursor: SqlCursor): string {
  const from = cursor.at;
  cursor.skip(2);
  cursor.readUntilExcluding('*/', '/*');
  for (let depth = 0; !cursor.ended && (cursor.sees('/*') || depth > 0);) {
    depth += cursor.sees('/*') ? 1 : -1;
    cursor.skip(2);
    cursor.readUntilExcluding('*/', '/*');
  }
  cursor.skip(2);
  return cursor.text.slice(from, cursor.at);
}

/** `.name` and `."name"`, at most twice: schema, table, column. */
function furtherParts(cursor: SqlCursor): string {
  let text = '';
  for (let i = 0; i < 2 && cursor.peek() === '.'; i += 1) {
    cursor.skip();
    text += '.';
    if (cursor.peek() === '"') {
      cursor.skip();
      text += cursor.skipQuoted('"', null);
    } else text += cursor.readKeywordPart(delimiter);
  }
  return text;
}

const keywordPart = /[_$\p{L}\p{Nd}]/u;
/** Java's Character.isWhitespace: \s but no-break spaces and the byte order mark; its four control characters 1C to 1F are left out. */
const javaWhitespace = /[^\S\u00A0\u2007\u202F\uFEFF]/;

/** Reads a script character by character and counts lines, as Flyway's PeekingReader and PositionTracker do together. */
export class SqlCursor {
  readonly text: string;
  at = 0;
  line = 1;

  constructor(text: string) {
    this.text = text;
  }

  get ended(): boolean {
    return this.at >= this.text.length;
  }

  peek(): string {
    return this.text[this.at] ?? '';
  }

  /** Flyway never peeks past a line's end, so a sought string with a line end inside is never seen. */
  sees(wanted: string): boolean {
    return this.text.startsWith(wanted, this.at) && !wanted.slice(0, -1).includes('\n');
  }

  skip(count = 1): void {
    for (let i = 0; i < count && !this.ended; i += 1) {
      if (this.text[this.at] === '\n') this.line += 1;
      this.at += 1;
    }
  }

  readWhile(accepts: (character: string) => boolean): string {
    const from = this.at;
    while (!this.ended && accepts(this.peek())) this.skip();
    return this.text.slice(from, this.at);
  }

  readUntilIncluding(character: string): string {
    const found = this.text.indexOf(character, this.at);
    const from = this.at;
    this.skip((found < 0 ? this.text.length : found + 1) - from);
    return this.text.slice(from, this.at);
  }

  readUntilExcluding(...wanted: readonly string[]): string {
    const from = this.at;
    while (!this.ended && !wanted.some((one) => this.sees(one))) this.skip();
    return this.text.slice(from, this.at);
  }

  /** To the end of a quoted text, whose quote may be doubled inside or, with `escape`, escaped. */
  skipQuoted(quote: string, escape: string | null): string {
    const from = this.at;
    while (!this.ended) {
      const character = this.peek();
      this.skip();
      if (character === escape) this.skip();
      else if (character === quote) {
        if (this.peek() !== quote) return this.text.slice(from, this.at - 1);
        this.skip();
      }
    }
    return this.text.slice(from, this.at);
  }

  readKeywordPart(delimiter: string): string {
    return this.readWhile((character) => !this.sees(delimiter) && keywordPart.test(character));
  }

  readWhitespace(): string {
    return this.readWhile((character) => javaWhitespace.test(character));
  }
}

export function isJavaWhitespace(character: string): boolean {
  return javaWhitespace.test(character);
}

export function isJavaLetter(character: string): boolean {
  return /\p{L}/u.test(character);
}

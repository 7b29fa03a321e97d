/** Finds the value of a policy variable (lower-case key); undefined where the request has none or has several. */
export type VariableLookup = (key: string) => string | undefined;

/** A pattern of a policy, ready to be matched. */
export interface Pattern {
  matches(text: string, variables: VariableLookup): boolean;
}

interface PatternOptions {
  /** `*` and `?` stand for others. Without: they are themselves. */
  readonly wildcards: boolean;
  /** `${aws:username}` and the escapes `${*}`, `${?}`, `${$}` are replaced, as in policies of version 2012-10-17. */
  readonly variables: boolean;
  readonly ignoreCase?: boolean;
}

type Piece =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'literal'; readonly text: string }
  | { readonly kind: 'variable'; readonly key: string; readonly fallback: string | undefined };

/**
 * Compiles one string of a policy. `*` stands for any characters, also `:` and `/`. What a variable brings in is taken literally:
 * a user named `*` matches nobody else. A variable without a value makes the pattern match nothing.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
export function compilePattern(source: string, options: PatternOptions): Pattern {
  const fold = options.ignoreCase === true ? (text: string) => text.toLowerCase() : (text: string) => text;
  const pieces: readonly Piece[] = options.variables ? readPieces(source) : [{ kind: 'text', text: source }];
  if (pieces.every((piece) => piece.kind === 'text')) return fixedPattern(source, options, fold);
  let last = { source: '', expression: /^$/ };
  return {
    matches(text, variables) {
      let expression = '';
      for (const piece of pieces) {
        if (piece.kind === 'text') {
          expression += toExpression(piece.text, options.wildcards);
          continue;
        }
        const value = piece.kind === 'literal' ? piece.text : (variables(piece.key) ?? piece.fallback);
        if (value === undefined) return false;
        expression += escapeExpression(value);
      }
      // Most calls bring the same values as the call before.
      if (last.source !== expression) last = { source: expression, expression: new RegExp(`^${fold(expression)}$`, 's') };
      return last.expression.test(fold(text));
    },
  };
}

function fixedPattern(source: string, options: PatternOptions, fold: (text: string) => string): Pattern {
  const wanted = fold(source);
  if (!options.wildcards || !/[*?]/.test(source)) return { matches: (text) => fold(text) === wanted };
  if (source === '*') return { matches: () => true };
  const expression = new RegExp(`^${toExpression(wanted, true)}$`, 's');
  return { matches: (text) => expression.test(fold(text)) };
}

const escapes: Readonly<Record<string, string>> = { '*': '*', '?': '?', $: '$' };

function readPieces(source: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let end = 0;
  for (const found of source.matchAll(/\$\{([^}]*)\}/g)) {
    if (found.index > end) pieces.push({ kind: 'text', text: source.slice(end, found.index) });
    pieces.push(readVariable(found[1] ?? ''));
    end = found.index + found[0].length;
  }
  if (end < source.length) pieces.push({ kind: 'text', text: source.slice(end) });
  return pieces;
}

function readVariable(inside: string): Piece {
  const escape = escapes[inside];
  if (escape !== undefined) return { kind: 'literal', text: escape };
  const [, key = inside, fallback] = /^\s*([^,]*?)\s*,\s*'([^']*)'\s*$/.exec(inside) ?? [];
  return { kind: 'variable', key: key.trim().toLowerCase(), fallback };
}

function toExpression(text: string, wildcards: boolean): string {
  const escaped = escapeExpression(text);
  return wildcards ? escaped.replaceAll('\\*', '.*').replaceAll('\\?', '.') : escaped;
}

function escapeExpression(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, String.raw`\$&`);
}

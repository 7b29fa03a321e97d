import { LineCounter, parseDocument } from 'yaml';
import type { Problem } from '../model/problem.ts';
import { ConfigError } from './config-error.ts';

/** A YAML text as plain data, with the place of every value, so that a problem can name line and column. */
export interface YamlDocument {
  readonly file: string;
  readonly data: unknown;
  problemAt(path: readonly PropertyKey[], message: string, hint?: string): Problem;
}

/** Throws ConfigError where the text is no YAML, with the place of each mistake. */
export function readYaml(file: string, text: string): YamlDocument {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter, uniqueKeys: true, prettyErrors: false });
  if (document.errors.length > 0) {
    throw new ConfigError(
      document.errors.map((error) => {
        const { line, col } = counter.linePos(error.pos[0]);
        return { file, line, column: col, path: '', message: `is not valid YAML: ${error.message}`, hint: '' };
      }),
    );
  }
  const place = (path: readonly PropertyKey[]): { line: number; column: number } => {
    for (let length = path.length; length >= 0; length -= 1) {
      const node: unknown = length === 0 ? document.contents : document.getIn(path.slice(0, length), true);
      const range = rangeOf(node);
      if (range !== null) {
        const { line, col } = counter.linePos(range);
        return { line, column: col };
      }
    }
    return { line: 1, column: 1 };
  };
  return {
    file,
    data: document.toJS() as unknown,
    problemAt: (path, message, hint = '') => ({ file, ...place(path), path: path.map(String).join('.'), message, hint }),
  };
}

function rangeOf(node: unknown): number | null {
  if (typeof node !== 'object' || node === null || !('range' in node)) return null;
  const range: unknown = node.range;
  return Array.isArray(range) && typeof range[0] === 'number' ? range[0] : null;
}

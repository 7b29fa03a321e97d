import { PatternProblem } from './pattern-problem.ts';

/** `*` stands for any number of characters; `\*` and `\\` for themselves. @throws PatternProblem */
export function wildcardTest(pattern: string, path: string): (value: string) => boolean {
  const refused = (reason: string): PatternProblem => new PatternProblem(`Event pattern is not valid. Reason: ${reason} at "${path}"`);
  const parts: string[] = [''];
  for (let index = 0; index < pattern.length; index += 1) {
    const character = pattern.charAt(index);
    if (character === '*') {
      if (pattern.charAt(index + 1) === '*') throw refused('Consecutive wildcard characters');
      parts.push('');
      continue;
    }
    if (character === '\\') {
      index += 1;
      if (!['*', '\\'].includes(pattern.charAt(index))) throw refused('Invalid escape character');
    }
    parts[parts.length - 1] += pattern.charAt(index);
  }
  return (value) => matches(parts, value);
}

/** Each part is looked for after the one before: no backtracking, however many stars there are. */
function matches(parts: readonly string[], value: string): boolean {
  const [first = '', ...rest] = parts;
  const last = rest.pop();
  if (last === undefined) return value === first;
  if (!value.startsWith(first)) return false;
  let from = first.length;
  for (const part of rest) {
    const found = value.indexOf(part, from);
    if (found < 0) return false;
    from = found + part.length;
  }
  return value.length - last.length >= from && value.endsWith(last);
}

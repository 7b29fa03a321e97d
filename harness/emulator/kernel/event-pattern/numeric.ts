import { PatternProblem } from './pattern-problem.ts';

type Comparison = (value: number, bound: number) => boolean;

const comparisons: Readonly<Record<string, Comparison>> = {
  '=': (value, bound) => value === bound,
  '<': (value, bound) => value < bound,
  '<=': (value, bound) => value <= bound,
  '>': (value, bound) => value > bound,
  '>=': (value, bound) => value >= bound,
};

/** `["=", 5]`, `[">", 0]`, or a range `[">=", 0, "<", 10]`. @throws PatternProblem */
export function numericTest(operand: unknown, path: string): (value: number) => boolean {
  const parts = Array.isArray(operand) ? (operand as unknown[]) : [];
  const refused = (reason: string): PatternProblem => new PatternProblem(`Event pattern is not valid. Reason: ${reason} at "${path}"`);
  if (parts.length !== 2 && parts.length !== 4) throw refused('Value of numeric must be an array of one or two comparisons');
  const bounds: ((value: number) => boolean)[] = [];
  for (let index = 0; index < parts.length; index += 2) {
    const [operator, bound] = [parts[index], parts[index + 1]];
    const compare = typeof operator === 'string' ? comparisons[operator] : undefined;
    if (compare === undefined) throw refused(`Unrecognized numeric range operator: ${String(operator)}`);
    if (typeof bound !== 'number' || Math.abs(bound) > 5e9)
      throw refused('Value of a numeric comparison must be a number from -5.0e9 to 5.0e9');
    bounds.push((value) => compare(value, bound));
  }
  const [low, , high] = parts;
  if (parts.length === 4 && !(String(low).startsWith('>') && String(high).startsWith('<'))) throw refused('Bad numeric range operator');
  return (value) => bounds.every((holds) => holds(value));
}

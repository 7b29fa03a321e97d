import { compilePattern } from '../../kernel/event-pattern/compile-pattern.ts';
import type { Matcher } from '../../kernel/event-pattern/compile-pattern.ts';
import { PatternProblem } from '../../kernel/event-pattern/pattern-problem.ts';
import { invalidPattern } from './errors.ts';

/** @throws InvalidEventPatternException */
export function readPattern(text: string): Matcher {
  if (text.length > 4096) throw invalidPattern('Event pattern is not valid. Reason: Event pattern is longer than 4096 characters');
  try {
    return compilePattern(text);
  } catch (problem) {
    if (problem instanceof PatternProblem) throw invalidPattern(problem.message);
    throw problem;
  }
}

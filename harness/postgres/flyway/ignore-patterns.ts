import { problem, RejectedError } from './problem.ts';
import type { MigrationState } from './state.ts';

/** Flyway's own default. */
export const defaultIgnorePatterns: readonly string[] = ['*:future'];

const states = ['*', 'missing', 'pending', 'ignored', 'future'];

export interface IgnorePatterns {
  /** Whether a migration in this state is passed over. */
  matches(state: MigrationState): boolean;
}

/**
 * Reads `ignoreMigrationPatterns`, such as `*:pending`. Only the type `*` is in the free edition of Flyway.
 *
 * @throws RejectedError
 */
export function parseIgnorePatterns(patterns: readonly string[]): IgnorePatterns {
  const ignored = patterns.map((pattern) => {
    const [type, state, ...rest] = pattern.split(':').map((part) => part.trim().toLowerCase());
    if (type !== '*' || state === undefined || rest.length > 0 || !states.includes(state)) {
      const hint = `Use *:<state> with one of ${states.join(', ')}; types other than * need a paid edition of Flyway.`;
      throw new RejectedError([problem('CONFIGURATION', `Invalid pattern '${pattern}' in ignoreMigrationPatterns. ${hint}`)]);
    }
    return state;
  });
  return { matches: (state) => ignored.includes('*') || ignored.includes(state.toLowerCase()) };
}

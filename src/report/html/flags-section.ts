import type { RehearsalRecord } from '../../model/record.ts';
import { section, table } from './pieces.ts';
import type { Markup } from './markup.ts';

/** Feature flags as each environment has them. Null where the release has none. */
export function flagsSection({ stages }: RehearsalRecord): Markup | null {
  const reached = stages.filter(({ outcome }) => outcome !== 'not-reached');
  const names = [...new Set(reached.flatMap(({ flags }) => Object.keys(flags)))].sort();
  if (names.length === 0) return null;
  const word = (value: boolean | undefined): string => (value === undefined ? '–' : value ? 'on' : 'off');
  return section(
    'flags',
    'Feature flags',
    table(
      'Feature flags by environment',
      ['Flag', ...reached.map(({ environment }) => environment)],
      names.map((name) => [name, ...reached.map(({ flags }) => word(flags[name]))]),
    ),
  );
}

import type { FixtureName } from './flyway-fixtures.ts';

/** One command, as both tools run it. */
export interface FlywayStep {
  readonly command: 'migrate' | 'validate' | 'info';
  readonly folder: FixtureName;
  readonly placeholders?: Readonly<Record<string, string>>;
  readonly schema?: string;
  readonly table?: string;
  readonly outOfOrder?: boolean;
  readonly ignoreMigrationPatterns?: readonly string[];
  readonly transactionalLock?: boolean;
}

export interface FlywayScenario {
  readonly name: string;
  /** Run in the database before the first step, as the migrator. */
  readonly before?: string;
  readonly steps: readonly FlywayStep[];
}

type Settings = Omit<FlywayStep, 'command' | 'folder'>;

const all = (folder: FixtureName, settings: Settings = {}): readonly FlywayStep[] =>
  (['migrate', 'info', 'validate'] as const).map((command) => ({ command, folder, ...settings }));

const then = (folder: FixtureName, settings: Settings = {}): readonly FlywayStep[] =>
  (['info', 'validate', 'migrate'] as const).map((command) => ({ command, folder, ...settings }));

const plain: readonly FixtureName[] = [
  ...(['basic', 'checksum', 'ordering', 'multi', 'base', 'dup', 'dupr', 'fail_tx', 'fail_notx', 'mixed'] as const),
  ...(['splitting', 'own_transaction', 'deferred', 'missing_placeholder', 'missing_in_repeatable', 'placeholder_off'] as const),
  ...(['long_name', 'rep_bad', 'empty_folder', 'incomplete', 'incomplete_body', 'late_error', 'vacuum', 'leaking'] as const),
];

export const scenarios: readonly FlywayScenario[] = [
  ...plain.map((folder) => ({ name: folder, steps: all(folder) })),
  {
    name: 'placeholders, then other values',
    steps: [...all('ph', { placeholders: { tbl: 'foo' } }), ...then('ph', { placeholders: { tbl: 'bar' } })],
  },
  { name: 'dollars before placeholders', steps: all('dollars', { placeholders: { tbl: 'foo' } }) },
  { name: 'an index built concurrently', steps: all('conc', { transactionalLock: false }) },
  {
    name: 'a failure outside a transaction, with its row',
    steps: [...all('fail_notx', { transactionalLock: false }), { command: 'migrate', folder: 'fail_notx' }],
  },
  {
    name: 'a version below the current one, then a changed, renamed and missing one',
    steps: [
      ...all('ooo'),
      ...then('ooo2'),
      { command: 'validate', folder: 'ooo2', ignoreMigrationPatterns: ['*:ignored', '*:pending'] },
      { command: 'migrate', folder: 'ooo2', outOfOrder: true },
      ...then('ooo2'),
      ...then('ooo3'),
      ...then('ooo4'),
      { command: 'validate', folder: 'ooo4', ignoreMigrationPatterns: ['*:missing'] },
      ...then('redescribed'),
    ],
  },
  {
    name: 'versions from the future',
    steps: [...all('ooo2'), ...then('only_v1'), { command: 'validate', folder: 'only_v1', ignoreMigrationPatterns: ['*:pending'] }],
  },
  {
    name: 'pending ones that a gate passes over',
    steps: [{ command: 'validate', folder: 'basic', ignoreMigrationPatterns: ['*:pending'] }],
  },
  { name: 'a repeatable one changed, then removed', steps: [...all('rep_1'), ...then('rep_2'), ...then('rep_3')] },
  { name: 'a baseline file over versions that are there', steps: [...all('only_v1'), ...then('base')] },
  {
    name: 'a schema and a table of its own',
    steps: [...all('basic', { schema: 'app', table: 'hist2' }), ...then('rep_1', { schema: 'app', table: 'hist2' })],
  },
  { name: 'something in the schema and no history', before: 'CREATE TABLE before (id int)', steps: all('basic') },
  { name: 'the empty folder after versions', steps: [...all('only_v1'), ...then('empty_folder')] },
];

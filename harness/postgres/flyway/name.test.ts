import { describe, expect, it } from 'vitest';
import { parseName } from './name.ts';

const migrations = [
  ['V1__one.sql', 'versioned', '1', 'one'],
  ['V1_2__one_underscore_two.sql', 'versioned', '1.2', 'one underscore two'],
  ['V010.1__leading_zero.sql', 'versioned', '010.1', 'leading zero'],
  ['V3.0__three_zero.sql', 'versioned', '3.0', 'three zero'],
  ['V2__two__double___under.sql', 'versioned', '2', 'two  double   under'],
  ['V11__a-b.c d.sql', 'versioned', '11', 'a-b.c d'],
  ['V12__.sql', 'versioned', '12', ''],
  ['V13__upper.SQL', 'versioned', '13', 'upper'],
  ['V20240101120000__Time_Stamp.sql', 'versioned', '20240101120000', 'Time Stamp'],
  ['V14.sql', 'versioned', '14', ''],
  ['B2__base.sql', 'baseline', '2', 'base'],
  ['R__a_view.sql', 'repeatable', undefined, 'a view'],
] as const;

const ignored = [
  'v8__lowercase.sql',
  'V7_no_double.sql',
  'V__nothing.sql',
  'Vx__letters.sql',
  'R1__has_version.sql',
  'schema.sql',
  'R_a.sql',
];
const quiet = ['notes.txt', 'V1__a.sql.conf', 'README.md', 'V1__a.sql~', '.gitkeep'];

const unsupported = [
  ['afterMigrate__x.sql', 'a callback (afterMigrate)'],
  ['beforeMigrate.sql', 'a callback (beforeMigrate)'],
  ['afterEachMigrate.sql', 'a callback (afterEachMigrate)'],
  ['U1__a.sql', 'an undo migration'],
  ['V2__Load.java', 'not SQL'],
  ['R__report.sh', 'not SQL'],
] as const;

describe('parseName', () => {
  it.each(migrations)('reads %s', (filename, kind, version, description) => {
    const name = parseName(filename);
    expect(name).toMatchObject({ kind, description });
    expect(name.kind === 'versioned' || name.kind === 'baseline' ? name.version.text : undefined).toBe(version);
  });

  it.each(ignored)('passes over %s with a warning', (filename) => {
    expect(parseName(filename)).toMatchObject({ kind: 'ignored', warning: expect.stringContaining(filename) as unknown });
  });

  it.each(quiet)('passes over %s', (filename) => {
    expect(parseName(filename)).toEqual({ kind: 'ignored', warning: null });
  });

  it.each(unsupported)('does not pretend about %s', (filename, what) => {
    expect(parseName(filename)).toMatchObject({ kind: 'unsupported', what: expect.stringContaining(what) as unknown });
  });
});

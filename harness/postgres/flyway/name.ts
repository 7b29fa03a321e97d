import { callbackEvents } from './callbacks.ts';
import { parseVersion } from './version.ts';
import type { MigrationVersion } from './version.ts';

/** What a file in the migration folder is, by its name. */
export type FileName =
  | {
      readonly kind: 'versioned' | 'baseline';
      readonly version: MigrationVersion;
      readonly description: string;
      readonly placeholder: string;
    }
  | { readonly kind: 'repeatable'; readonly description: string; readonly placeholder: string }
  /** Flyway passes over it: with a warning when it looks like SQL that was meant to run. */
  | { readonly kind: 'ignored'; readonly warning: string | null }
  /** Flyway would act on it, or its author counts on that; we don't, so nothing runs. */
  | { readonly kind: 'unsupported'; readonly what: string };

const separator = '__';
const script = /^[VRUB].*__.*\.(java|class|kt|sh|bash|ps1|py|bat|cmd)$/;
const ignoredQuietly: FileName = { kind: 'ignored', warning: null };

/** Reads a file name as Flyway's ResourceNameParser with the default prefixes V, R, B and the suffix .sql does. */
export function parseName(filename: string): FileName {
  if (!/\.sql$/i.test(filename)) {
    return script.test(filename) ? { kind: 'unsupported', what: 'a migration that is not SQL' } : ignoredQuietly;
  }
  const name = filename.slice(0, -'.sql'.length);
  const event = callbackOf(name);
  if (event !== null) return { kind: 'unsupported', what: `a callback (${event})` };
  const prefix = name.slice(0, 1);
  const [left, right] = splitAtSeparator(name.slice(1));
  if (prefix === 'U' && parseVersion(left))
    return { kind: 'unsupported', what: 'an undo migration, which the free edition of Flyway never runs' };
  if (prefix !== 'V' && prefix !== 'R' && prefix !== 'B') return ignored(filename, 'unrecognised migration name format');
  // With an empty description Flyway's own name of the file drops the separator: `V12__.sql` is `V12.sql` in ${flyway:filename}.
  const placeholder = right === '' ? `${prefix}${left}${filename.slice(-4)}` : filename;
  const description = right.replaceAll('_', ' ');
  if (prefix === 'R') {
    if (left !== '') return ignored(filename, 'a repeatable migration has no version, and two underscores follow the R');
    return { kind: 'repeatable', description, placeholder };
  }
  const version = parseVersion(left);
  if (version === null) return ignored(filename, left === '' ? 'it must contain a version' : `could not recognise version number ${left}`);
  return { kind: prefix === 'V' ? 'versioned' : 'baseline', version, description, placeholder };
}

function ignored(filename: string, why: string): FileName {
  return { kind: 'ignored', warning: `${filename} is not run: ${why}.` };
}

/** Flyway looks for the longest prefix first, and a callback may have a description: `afterMigrate__x.sql`. */
function callbackOf(name: string): string | null {
  const [left] = splitAtSeparator(name);
  return callbackEvents.has(left) ? left : null;
}

function splitAtSeparator(text: string): readonly [string, string] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + separator.length)];
}

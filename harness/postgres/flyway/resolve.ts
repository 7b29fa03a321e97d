import { access, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { checksum } from './checksum.ts';
import type { ResolvedMigration } from './migration.ts';
import { parseName } from './name.ts';
import type { FileName } from './name.ts';
import { MissingPlaceholder, replacePlaceholders } from './placeholders.ts';
import type { Placeholders } from './placeholders.ts';
import { byVersion } from './plan.ts';
import { problem, RejectedError } from './problem.ts';
import type { FlywayProblem } from './problem.ts';
import { noScriptConfig, parseScriptConfig, ScriptConfigError } from './script-config.ts';
import type { ScriptConfig } from './script-config.ts';

/** What a migration folder holds, before anything is asked of a database. */
export interface MigrationFolder {
  readonly files: readonly MigrationFile[];
  /** Of files that look like migrations and are none, in Flyway's eyes. */
  readonly warnings: readonly string[];
}

export interface MigrationFile {
  readonly name: Extract<FileName, { kind: 'versioned' | 'baseline' | 'repeatable' }>;
  readonly script: string;
  readonly path: string;
  readonly text: string;
  readonly config: ScriptConfig;
}

/**
 * Reads the folder, its subfolders too but hidden ones. What Flyway would act on and we don't is refused by name.
 *
 * @throws RejectedError when there is no such folder (Flyway would go on with no migrations at all), or it has something unsupported.
 */
export async function readFolder(location: string): Promise<MigrationFolder> {
  const problems: FlywayProblem[] = [];
  const warnings: string[] = [];
  const files: MigrationFile[] = [];
  for (const script of await list(location)) {
    const name = parseName(script.split('/').at(-1) ?? script);
    if (name.kind === 'ignored') {
      if (name.warning !== null) warnings.push(name.warning);
    } else if (name.kind === 'unsupported') {
      problems.push(
        problem('NOT_SUPPORTED', `${script} is ${name.what}. That is not carried out here: move it out of the folder.`, script),
      );
    } else {
      const file = await readMigration(location, script, name);
      if ('code' in file) problems.push(file);
      else files.push(file);
    }
  }
  if (problems.length > 0) throw new RejectedError(problems);
  return { files, warnings };
}

async function list(location: string, below = ''): Promise<string[]> {
  const entries = await readdir(join(location, below), { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
    throw new RejectedError([problem('CONFIGURATION', `Failed to find filesystem location: ${location} (${error.code ?? error.message})`)]);
  });
  const found: string[] = [];
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = below === '' ? entry.name : `${below}/${entry.name}`;
    if (!entry.isDirectory()) found.push(path);
    else if (!entry.name.startsWith('.')) found.push(...(await list(location, path)));
  }
  return found;
}

async function readMigration(location: string, script: string, name: MigrationFile['name']): Promise<MigrationFile | FlywayProblem> {
  const path = join(location, script);
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(await readFile(path));
  } catch (error) {
    if (error instanceof TypeError) return problem('ERROR', `${script} is not UTF-8. Save it as UTF-8.`, script);
    throw error;
  }
  try {
    return { name, script, path, text, config: await readConfig(path) };
  } catch (error) {
    if (error instanceof ScriptConfigError) return problem('NOT_SUPPORTED', `${script}.conf, ${error.message}`, `${script}.conf`);
    throw error;
  }
}

async function readConfig(path: string): Promise<ScriptConfig> {
  const there = await access(`${path}.conf`).then(
    () => true,
    () => false,
  );
  return there ? parseScriptConfig(await readFile(`${path}.conf`, 'utf8')) : noScriptConfig;
}

/**
 * Gives every file its checksum and sorts them as they run.
 *
 * @throws RejectedError for two migrations of one version or one description, and for a placeholder without a value in a repeatable one
 * (a versioned one's are looked up when it runs, as Flyway does).
 */
export function resolveMigrations(files: readonly MigrationFile[], placeholders: Placeholders): readonly ResolvedMigration[] {
  const resolved = files.map((file) => resolveOne(file, placeholders)).sort(byVersion);
  resolved.forEach((file, index) => {
    const next = resolved[index + 1];
    if (next && next.type === file.type && byVersion(file, next) === 0) throw new RejectedError([duplicate(file, next)]);
  });
  return resolved;
}

function resolveOne({ name, script, path, text, config }: MigrationFile, placeholders: Placeholders): ResolvedMigration {
  const common = { script, path, text, config, description: name.description, filename: name.placeholder };
  if (name.kind !== 'repeatable') {
    const type = name.kind === 'baseline' ? 'SQL_BASELINE' : 'SQL';
    return { ...common, type, version: name.version, checksum: checksum(text), equivalentChecksum: null };
  }
  const own = new Map([...placeholders, ['flyway:filename', name.placeholder]]);
  try {
    const replaced = config.placeholderReplacement === false ? text : replacePlaceholders(text, own);
    return { ...common, type: 'SQL', version: null, checksum: checksum(replaced), equivalentChecksum: checksum(text) };
  } catch (error) {
    if (error instanceof MissingPlaceholder) throw new RejectedError([problem('ERROR', error.message, script)]);
    throw error;
  }
}

function duplicate(a: ResolvedMigration, b: ResolvedMigration): FlywayProblem {
  const offenders = `Offenders:\n-> ${a.path} (${a.type})\n-> ${b.path} (${b.type})`;
  return a.version
    ? problem('DUPLICATE_VERSIONED_MIGRATION', `Found more than one migration with version ${a.version.text}\n${offenders}`, b.script)
    : problem(
        'DUPLICATE_REPEATABLE_MIGRATION',
        `Found more than one repeatable migration with description ${a.description}\n${offenders}`,
        b.script,
      );
}

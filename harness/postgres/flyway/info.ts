import { readHistory } from './history-table.ts';
import type { FlywayOptions } from './options.ts';
import { plan } from './plan.ts';
import type { Rejected } from './problem.ts';
import { readFolder, resolveMigrations } from './resolve.ts';
import { placeholdersOf, withSession } from './session.ts';
import type { MigrationState } from './state.ts';
import { rejectable } from './validate.ts';

export interface InfoRow {
  readonly version: string | null;
  readonly description: string;
  readonly type: string;
  readonly script: string;
  readonly state: MigrationState;
  readonly checksum: number | null;
  /** Null while it isn't applied. */
  readonly installedRank: number | null;
  readonly installedOn: Date | null;
  readonly installedBy: string | null;
  readonly executionTimeMs: number | null;
}

export type InfoResult =
  | {
      readonly kind: 'info';
      readonly schema: string;
      /** The highest version applied, or null. */
      readonly version: string | null;
      readonly migrations: readonly InfoRow[];
      readonly warnings: readonly string[];
    }
  | Rejected;

/** Every migration with its state, as `flyway info` lists them. Changes nothing. */
export async function info(options: FlywayOptions): Promise<InfoResult> {
  return rejectable(async () => {
    const folder = await readFolder(options.location);
    return withSession(options, async (session) => {
      const resolved = resolveMigrations(folder.files, placeholdersOf(session, options));
      const found = plan(resolved, await readHistory(session), options.outOfOrder ?? false);
      const migrations = found.migrations.map(({ version, description, type, script, state, applied, resolved: file }): InfoRow => ({
        version: version?.text ?? null,
        description,
        type,
        script,
        state,
        checksum: applied ? applied.checksum : (file?.checksum ?? null),
        installedRank: applied?.installedRank ?? null,
        installedOn: applied?.installedOn ?? null,
        installedBy: applied?.installedBy ?? null,
        executionTimeMs: applied?.executionTimeMs ?? null,
      }));
      return { kind: 'info', schema: session.schema, version: found.current?.text ?? null, migrations, warnings: folder.warnings } as const;
    });
  });
}

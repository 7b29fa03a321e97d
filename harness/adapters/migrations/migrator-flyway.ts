import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { unzipSync } from 'fflate';
import type { Digest } from '../../../src/model/digest.ts';
import type { Project, ProjectModule } from '../../../src/model/project.ts';
import type { PendingMigration } from '../../../src/model/pending-migration.ts';
import type { Release } from '../../../src/model/release.ts';
import type { EvidenceStore } from '../../../src/ports/evidence-store.ts';
import type { MigrationOutcome, Migrator, SchemaSnapshot } from '../../../src/ports/migrator.ts';
import { classifyMigrations, type Connection, containerPgDump, pending, snapshotSchema, withClient } from '../../postgres/index.ts';
import type { PostgresServer } from '../../backends/backend.ts';
import type { Sessions } from '../aws/sessions.ts';
import { databaseRoles } from '../world/prepare-world.ts';
import { migratorConnection } from './migrator-connection.ts';
import type { FlywayPlan, FlywayTool } from './flyway-tool.ts';

export interface MigratorOptions {
  readonly project: Project;
  readonly sessions: Sessions;
  readonly tool: FlywayTool;
  readonly serverOf: (environment: string) => Pick<PostgresServer, 'container'>;
  readonly readArtefact: (commit: string, name: string) => Promise<Uint8Array | null>;
  /** Where migrations are unpacked. */
  readonly scratch: string;
  readonly evidence: Pick<EvidenceStore, 'keep'>;
}

export interface MigratorPlan {
  readonly database: string;
  readonly plan: FlywayPlan;
}

type Database = NonNullable<ProjectModule['database']>;

/** Migrations as the registry holds them, brought into an environment's database with the migrator's credentials from that account's Secrets Manager. */
export class FlywayMigrator implements Migrator {
  readonly #options: MigratorOptions;

  constructor(options: MigratorOptions) {
    this.#options = options;
  }

  async validate(environment: string, release: Release): Promise<MigrationOutcome> {
    const outcome = await this.#each('validate', environment, release);
    if (outcome.kind !== 'done') return outcome;
    const faults = (await this.pending(environment, release)).flatMap(({ fault }) => (fault === null ? [] : [fault]));
    return faults.length === 0 ? outcome : { kind: 'failed', reason: faults.join(' '), evidence: outcome.evidence };
  }

  async pending(environment: string, release: Release): Promise<readonly PendingMigration[]> {
    const found: PendingMigration[] = [];
    for (const { module, database } of this.#databases()) {
      const result = await pending(await this.#plan('pending', environment, release, module, database));
      // What Flyway would not take at all, its validation says in its own words.
      if (result.kind === 'rejected') continue;
      for (const migration of await classifyMigrations(result.migrations)) found.push({ database: database.name, ...migration });
    }
    return found;
  }

  async migrate(environment: string, release: Release): Promise<MigrationOutcome> {
    return await this.#each('migrate', environment, release);
  }

  async snapshot(environment: string): Promise<SchemaSnapshot | null> {
    const found = this.#databases()[0];
    if (found === undefined) return null;
    const connection = await this.#connection(environment, found.database);
    const { text, tool } = await snapshotSchema(connection, await this.#using(environment));
    return { database: found.database.name, version: await versionOf(connection), text, tool };
  }

  /** Where the server is a container, the pg_dump in it: whoever compares two snapshots has those of one tool. */
  async #using(environment: string): Promise<Parameters<typeof snapshotSchema>[1]> {
    const { container } = this.#options.serverOf(environment);
    return container === null ? {} : { using: await containerPgDump(container) };
  }

  async #each(verb: 'validate' | 'migrate', environment: string, release: Release): Promise<MigrationOutcome> {
    const applied: string[] = [];
    const evidence: Digest[] = [];
    let last: { readonly database: string; readonly version: string | null; readonly by: string } | null = null;
    for (const { module, database } of this.#databases()) {
      const plan = await this.#plan(verb, environment, release, module, database);
      const { connection } = plan;
      const answer = await this.#options.tool[verb](plan);
      evidence.push(await this.#options.evidence.keep(`${environment}-${database.name}-${verb}.json`, answer.report));
      if (!answer.ok) {
        const left = verb === 'migrate' ? await leftBy(answer.applied, connection) : '';
        return { kind: 'failed', reason: `${database.name}: ${answer.reason}${left}`, evidence };
      }
      if (verb === 'migrate') await keepHistoryFrom(databaseRoles(database.name).application, connection);
      applied.push(...answer.applied);
      last = { database: database.name, version: await versionOf(connection), by: answer.by };
    }
    return last === null ? { kind: 'no-database' } : { kind: 'done', ...last, applied, evidence };
  }

  /** What Flyway would be given, for each of the project's databases. */
  async plans(environment: string, release: Release): Promise<readonly MigratorPlan[]> {
    const plans: MigratorPlan[] = [];
    for (const { module, database } of this.#databases())
      plans.push({ database: database.name, plan: await this.#plan('pending', environment, release, module, database) });
    return plans;
  }

  async #plan(
    purpose: 'validate' | 'migrate' | 'pending',
    environment: string,
    release: Release,
    module: ProjectModule,
    database: Database,
  ): Promise<FlywayPlan> {
    const artefact = release.artefacts.find((one) => one.kind === 'migrations' && one.module === module.id);
    if (artefact === undefined) throw new Error(`the release has no migrations for module ${module.id}`);
    const zip = await this.#options.readArtefact(release.commit, artefact.name);
    if (zip === null) throw new Error(`the registry has no ${artefact.name} for commit ${release.commit}`);
    const location = join(this.#options.scratch, `${environment}-${module.id}-${purpose}`);
    await unpack(zip, location);
    const roles = databaseRoles(database.name);
    const placeholders = Object.fromEntries(
      Object.entries(database.placeholders).map(([name, value]) => [
        name,
        value.replaceAll('${database.applicationRole}', roles.application).replaceAll('${environment}', environment),
      ]),
    );
    return { connection: await this.#connection(environment, database), location, placeholders };
  }

  #databases(): readonly { readonly module: ProjectModule; readonly database: Database }[] {
    return this.#options.project.modules.flatMap((module) => (module.database === null ? [] : [{ module, database: module.database }]));
  }

  #connection(environment: string, database: Database): Promise<Connection> {
    return migratorConnection(this.#options.sessions, environment, database.name);
  }
}

/** How the database is another than before a migrate that failed, beyond what the failed migration says of itself; '' where it isn't. */
async function leftBy(applied: readonly string[], connection: Connection): Promise<string> {
  const before =
    applied.length === 0
      ? ''
      : `. ${applied.join(', ')} ${applied.length === 1 ? 'was' : 'were'} applied before it, and stay${applied.length === 1 ? 's' : ''}`;
  const invalid = await withClient(connection, async (client) => {
    const { rows } = await client.query<{ name: string }>(
      'select indexrelid::regclass::text as name from pg_index where not indisvalid order by 1',
    );
    return rows.map(({ name }) => name);
  });
  // "… it will leave behind an invalid index": https://www.postgresql.org/docs/17/sql-createindex.html#SQL-CREATEINDEX-CONCURRENTLY
  return invalid.length === 0 ? before : `${before}. It leaves ${invalid.join(', ')} invalid: drop it before the next try`;
}

/** The application may read what was migrated and never rewrite it, whatever the default privileges give it. */
async function keepHistoryFrom(application: string, connection: Connection): Promise<void> {
  await withClient(connection, async (client) => {
    const { rows } = await client.query<{ present: boolean }>("select to_regclass('flyway_schema_history') is not null as present");
    if (rows[0]?.present === true)
      await client.query(`revoke insert, update, delete on flyway_schema_history from "${application.replaceAll('"', '""')}"`);
  });
}

async function unpack(zip: Uint8Array, folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  for (const [name, bytes] of Object.entries(unzipSync(zip))) {
    const path = join(folder, name);
    if (!path.startsWith(`${folder}/`)) throw new Error(`the migrations' zip has an entry that leads out of it: ${name}`);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, bytes);
  }
}

/** The newest applied version as Flyway's history has it, in the order of application. */
async function versionOf(connection: Connection): Promise<string | null> {
  return await withClient(connection, async (client) => {
    const { rows } = await client.query<{ present: boolean }>("select to_regclass('flyway_schema_history') is not null as present");
    if (rows[0]?.present !== true) return null;
    const newest = await client.query<{ version: string }>(
      'select version from flyway_schema_history where success and version is not null order by installed_rank desc limit 1',
    );
    return newest.rows[0]?.version ?? null;
  });
}

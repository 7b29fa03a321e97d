import type { Digest } from '../../../src/model/digest.ts';
import type { Project } from '../../../src/model/project.ts';
import { type Release, releaseIdOf } from '../../../src/model/release.ts';
import type {
  CompatibilityReport,
  CompatibilityRehearsal,
  CompatibilityRun,
  CompatibilityWish,
  NamedInCode,
  OlderRelease,
  TimedMigrations,
} from '../../../src/ports/compatibility.ts';
import type { EvidenceStore } from '../../../src/ports/evidence-store.ts';
import type { Ports } from '../../../src/ports/ports.ts';
import { type Connection, createDatabase, withClient } from '../../postgres/index.ts';
import { escapeIdentifier as quoted } from 'pg';
import { applicationSecret, migratorSecret } from '../aws/names.ts';
import { environmentOf } from '../aws/sessions.ts';
import { readDatabaseSecret } from '../bootstrap/database-secret.ts';
import type { MigratorPlan } from '../migrations/migrator-flyway.ts';
import type { Mirror } from '../rehearsal/open-mirror.ts';
import { sha256Of } from '../registry/artefact-store-s3.ts';
import { namedInCode } from './named-in-code.ts';
import { timeMigrations } from './time-migrations.ts';

type Rehearsed = Extract<CompatibilityReport, { readonly kind: 'rehearsed' }>;
type Waiting = Awaited<ReturnType<DoublePorts['migrator']['pending']>>;

/** What works inside of a double. */
type DoublePorts = Pick<Ports, 'artefacts' | 'builder' | 'checks' | 'deployer' | 'migrator' | 'router'>;

export interface CopiedCompatibilityOptions {
  readonly commit: string;
  readonly project: Project;
  /** Null where the backend can't copy a database. */
  readonly openMirror: (environment: string) => Promise<Mirror | null>;
  /** The ports inside of a double; `label` begins the names of the evidence that they keep. */
  readonly portsIn: (mirror: Mirror, project: Project, commit: string, label: string) => DoublePorts;
  readonly plansIn: (mirror: Mirror, release: Release) => Promise<readonly MigratorPlan[]>;
  readonly pending: (environment: string, release: Release) => ReturnType<DoublePorts['migrator']['pending']>;
  readonly projectOf: (commit: string) => Promise<Project>;
  readonly readArtefact: (commit: string, name: string) => Promise<Uint8Array | null>;
  readonly evidence: Pick<EvidenceStore, 'keep'>;
}

const checks = ['integration', 'acceptance'] as const;

/** Older code on a newer schema, in a double of the environment: its stored zips, its own tests, a copy of the data. */
export class CopiedCompatibility implements CompatibilityRehearsal {
  readonly #options: CopiedCompatibilityOptions;

  constructor(options: CopiedCompatibilityOptions) {
    this.#options = options;
  }

  async rehearse(wish: CompatibilityWish): Promise<CompatibilityReport> {
    const { environment, release } = wish;
    const { openMirror, project, pending, evidence } = this.#options;
    const program = project.modules.find(({ infrastructure }) => infrastructure.kind === 'program');
    if (program !== undefined) {
      return {
        kind: 'no-double',
        reason: `${program.id} is deployed by a program of its own, which is not run in a double.`,
        lacking: null,
      };
    }
    const waiting = await pending(environment, release);
    await using mirror = await openMirror(environment);
    if (mirror === null) return { kind: 'no-double', reason: 'This backend can not copy a database.', lacking: 'database-copies' };
    // Large copies are made before anybody is connected to what they are copied from.
    const plans = await this.#largeCopies(mirror, release, environment);
    // They are filled beside the tests, which takes as long as those; locks are timed when the tests are over.
    const tested = this.#tested(mirror, wish, waiting);
    const timing = this.#time(mirror, plans, wish.rows, tested);
    // Also where one of them breaks: nobody is to be at work in a double that is taken away.
    await Promise.allSettled([tested, timing]);
    const [{ refused, runs, named }, timed] = await Promise.all([tested, timing]);
    // What large tables refuse comes before all that was tried on the schema beside them, and says more than the same refused by a few rows.
    const found = timed.refused === null ? { timed, refused, runs, named } : { timed, refused: null, runs: [], named: [] };
    const kept: Digest = await evidence.keep(
      `${environment}-compatibility.json`,
      JSON.stringify({ environment, release: release.id, pending: waiting, timed, refused: found.refused, named: found.named }, null, 2),
    );
    const kinds = found.runs.flatMap(({ outcome }) => (outcome.kind === 'ran' ? outcome.evidence : []));
    return { kind: 'rehearsed', ...found, evidence: [kept, ...kinds] };
  }

  async #tested(
    mirror: Mirror,
    { environment, release, older, newOnOld }: CompatibilityWish,
    waiting: Waiting,
  ): Promise<Pick<Rehearsed, 'refused' | 'runs' | 'named'>> {
    const { portsIn, project, commit } = this.#options;
    const ours = portsIn(mirror, project, commit, `compatibility-${commit.slice(0, 7)}-`);
    const runs: CompatibilityRun[] = [];
    if (newOnOld) {
      await deployIn(ours, environment, release);
      runs.push(...(await testsOf(ours, environment, { version: 'new', commit }, 'old')));
    }
    const migrated = await ours.migrator.migrate(environment, release);
    if (migrated.kind === 'failed') return { refused: migrated.reason, runs, named: [] };
    const named: NamedInCode[] = [];
    for (const each of older) {
      await this.#deploy(mirror, environment, each);
      runs.push(...(await testsOf(await this.#portsOf(mirror, each), environment, each, 'new')));
      named.push(...namedInCode(each.version, await this.#zipsOf(mirror, each), waiting));
    }
    return { refused: null, runs, named };
  }

  async #portsOf(mirror: Mirror, { version, commit }: OlderRelease): Promise<DoublePorts> {
    return this.#options.portsIn(mirror, await this.#options.projectOf(commit), commit, `compatibility-${version}-`);
  }

  async #deploy(mirror: Mirror, environment: string, older: OlderRelease): Promise<void> {
    const ports = await this.#portsOf(mirror, older);
    await deployIn(ports, environment, await storedOrBuilt(ports, older.commit));
  }

  async #zipsOf(mirror: Mirror, older: OlderRelease): Promise<readonly { readonly name: string; readonly bytes: Uint8Array }[]> {
    const { artefacts } = await storedOrBuilt(await this.#portsOf(mirror, older), older.commit);
    const zips = artefacts.filter(({ kind }) => kind === 'lambda-zip');
    const read = await Promise.all(zips.map(async ({ name }) => ({ name, bytes: await this.#options.readArtefact(older.commit, name) })));
    return read.flatMap(({ name, bytes }) => (bytes === null ? [] : [{ name, bytes }]));
  }

  /** Beside each database of the copy one more, to be filled. */
  async #largeCopies(mirror: Mirror, release: Release, environment: string): Promise<readonly MigratorPlan[]> {
    const { superuser } = mirror.server;
    const owner: Connection = { host: mirror.server.host, port: mirror.server.port, ...superuser };
    const plans: MigratorPlan[] = [];
    for (const { database, plan } of await this.#options.plansIn(mirror, release)) {
      const large = `${database}_large`;
      await withClient(owner, (client) => client.query(`create database ${quoted(large)} template ${quoted(database)}`));
      await createDatabase(owner, { database: large, ...(await loginsOf(mirror, environment, database)) });
      plans.push({ database: large, plan: { ...plan, connection: { ...plan.connection, database: large } } });
    }
    return plans;
  }

  async #time({ server }: Mirror, plans: readonly MigratorPlan[], rows: number, quiet: Promise<unknown>): Promise<TimedMigrations> {
    let all: TimedMigrations = { rows: {}, unfilled: {}, refused: null, locks: [], differences: [] };
    for (const { database, plan } of plans) {
      const timed = await timeMigrations(plan, { host: server.host, port: server.port, ...server.superuser, database }, rows, quiet);
      all = {
        rows: { ...all.rows, ...timed.rows },
        unfilled: { ...all.unfilled, ...timed.unfilled },
        refused: all.refused ?? timed.refused,
        locks: [...all.locks, ...timed.locks],
        differences: [...all.differences, ...timed.differences],
      };
    }
    return all;
  }
}

async function loginsOf(
  { sessions, plan }: Mirror,
  environment: string,
  database: string,
): Promise<Pick<Parameters<typeof createDatabase>[1], 'migrator' | 'application'>> {
  const root = sessions.root(environmentOf(plan, environment).account);
  const [migrator, application] = await Promise.all(
    [migratorSecret(database), applicationSecret(database)].map((name) => readDatabaseSecret(root, name)),
  );
  if (!migrator || !application) throw new Error(`the double of ${environment} has no secrets of ${database}`);
  return {
    migrator: { user: migrator.username, password: migrator.password },
    application: { user: application.username, password: application.password },
  };
}

/** From the registry; built once more where no run has stored it, as an older release than the live one's. */
async function storedOrBuilt({ artefacts, builder }: DoublePorts, commit: string): Promise<Release> {
  const stored = await artefacts.find(commit);
  if (stored !== null) return stored;
  const built = await builder.build();
  if (built.kind === 'failed') throw new Error(`${commit} does not build: ${built.problems[0]?.message ?? ''}`);
  const id = releaseIdOf(built.artefacts, (content) => sha256Of(typeof content === 'string' ? Buffer.from(content) : content));
  const release: Release = { id, commit, artefacts: built.artefacts };
  await artefacts.store(release);
  return release;
}

async function deployIn({ deployer, router }: DoublePorts, environment: string, release: Release): Promise<void> {
  const deployed = await deployer.deploy(environment, release);
  if (deployed.kind === 'failed') throw new Error(`${release.commit} can't be deployed to a double of ${environment}: ${deployed.reason}`);
  await router.shift(environment, deployed.functions, 100);
}

async function testsOf(
  ports: DoublePorts,
  environment: string,
  { version: code, commit }: OlderRelease,
  schema: CompatibilityRun['schema'],
): Promise<readonly CompatibilityRun[]> {
  const runs: CompatibilityRun[] = [];
  for (const check of checks) runs.push({ code, commit, schema, check, outcome: await ports.checks.run(check, environment) });
  return runs;
}

import { existsSync, readFileSync } from 'node:fs';
import { cp, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setWorldConstructor, World } from '@cucumber/cucumber';
import { emptyRun, stopKeptWorld } from '../../harness/index.ts';
import { type GateRecord, type Happening, type RehearsalRecord, type StageRecord } from '../../src/index.ts';
import { openAccounts, type Accounts } from './accounts.ts';
import { backend } from './backend.ts';
import { runCommand, type Said } from './command-line.ts';
import type { Holdings } from './holdings.ts';
import { known } from './known.ts';
import { payments } from './payments.ts';
import { cacheDir, scratch } from './places.ts';
import { comeTo, type Environment, releaseIn } from './prepared-release.ts';
import type { Project } from './project.ts';
import { rehearse, type Rehearsed, type Wanted } from './rehearse.ts';

type Kind<K extends Happening['kind']> = Extract<Happening, { readonly kind: K }>;

/** What commands that bring a world up are told more, by name. */
const onContainers: Readonly<Record<string, readonly string[]>> = {
  run: ['--backend', 'containers', '--keep'],
  up: ['--backend', 'containers'],
};

/** `@needs:iam-enforcement` */
const needsTag = '@needs:';
let scenarios = 0;
/** What scenarios left, to be removed at the end; emptied beside the scenarios that follow. */
export const played: { readonly out: string; readonly emptied: Promise<void> }[] = [];

/** One scenario: a project, a path, and the runs of it. */
export class RehearsalWorld extends World {
  readonly folder = join(scratch, `scenario-${(scenarios += 1)}`);
  readonly out = join(this.folder, 'out');
  /** A copy of a run's evidence, to be changed. */
  readonly evidence = join(this.folder, 'evidence');
  topology: string | undefined;
  builtBefore: ReadonlyMap<string, number> | undefined;
  /** Ids of the payments that were made, in order. */
  readonly payments: string[] = [];
  holdings: Holdings | undefined;
  /** Between its hooks. */
  playing = false;
  #needs: readonly string[] = [];
  #run: Rehearsed | undefined;
  #earlier: Rehearsed | undefined;
  #project: Project | undefined;
  #said: Said | undefined;
  #accounts: Accounts | undefined;

  begin(tags: readonly string[]): void {
    this.#needs = tags.flatMap((tag) => (tag.startsWith(needsTag) ? [tag.slice(needsTag.length)] : []));
    this.playing = true;
  }

  /** Of what the scenario says that it needs, what the probes of its last run found missing. */
  lacking(): readonly string[] {
    const file = join(this.#run?.out ?? this.out, 'rehearsal.json');
    if (!existsSync(file)) return [];
    const { backend: found } = JSON.parse(readFileSync(file, 'utf8')) as RehearsalRecord;
    return this.#needs.filter((capability) => found.missing.includes(capability));
  }

  /** A copy of the sample, this scenario's own. */
  async project(): Promise<Project> {
    this.#project ??= await (await payments()).copyTo(join(this.folder, 'project'));
    return this.#project;
  }

  async change(path: string, from: string | RegExp, to: string): Promise<void> {
    const project = await this.project();
    await project.replace(path, from, to);
    await project.commit(`Change ${path}`);
  }

  async refsOfSample(): Promise<string> {
    return await (await payments()).git('for-each-ref');
  }

  /** Goes on, in a copy, from where the release had passed the environment. */
  async takeReleaseFrom(environment: Environment): Promise<void> {
    this.#run = await comeTo(environment, this.out);
  }

  /** Looks at the release that has passed the environment; changes nothing. */
  async lookAtReleaseIn(environment: Environment): Promise<void> {
    this.#run = await releaseIn(environment);
  }

  async promote(options: Partial<Wanted>): Promise<void> {
    await this.#rehearse({ project: (await payments()).folder, resume: true, ...options });
  }

  async rehearse(options: Partial<Wanted> = {}): Promise<void> {
    const path = this.topology === undefined ? {} : { topology: this.topology };
    await this.#rehearse({ project: (await this.project()).folder, ...path, ...options });
  }

  /** As Ctrl-C would, as soon as the step is done. */
  async rehearseUntil(step: string): Promise<void> {
    const stop = new AbortController();
    const onHappening = (happening: Happening): void => {
      if (happening.kind === 'step-finished' && happening.name === step) stop.abort();
    };
    await this.rehearse({ signal: stop.signal, onHappening });
    this.builtBefore = await this.builtFiles();
  }

  async #rehearse(options: Partial<Wanted> & Pick<Wanted, 'project'>): Promise<void> {
    this.#earlier = this.#run;
    // Containers keep nothing over their end: they stay up for what the scenario does next.
    this.#run = await rehearse({ out: this.out, ...options, ...(backend() === 'containers' ? { keep: true } : {}) });
  }

  /** PROJECT, OUT and PATH stand for this scenario's own. */
  async command(line: string): Promise<void> {
    const project = this.#project?.folder ?? (await payments()).folder;
    const filled = line
      .replaceAll('PROJECT', project)
      .replaceAll('OUT', this.out)
      .replaceAll('PATH', this.topology ?? '');
    const elsewhere = backend() === 'containers' ? (onContainers[/^(run|up) PROJECT /.exec(line)?.[1] ?? ''] ?? []) : [];
    this.#said = await runCommand([...filled.split(' '), ...elsewhere], this.folder);
  }

  /** What a command that looks at the world in OUT prints. */
  async ask(...args: readonly string[]): Promise<string> {
    const { exitCode, stdout, stderr } = await runCommand([...args, '--out', this.out], this.folder);
    if (exitCode !== 0) throw new Error(`${args.join(' ')} exits with ${exitCode}: ${stderr}`);
    return stdout;
  }

  async copyEvidence(): Promise<void> {
    const { out } = this.run;
    await cp(out, this.evidence, { recursive: true, filter: (path) => path !== join(out, 'state') });
  }

  async accounts(): Promise<Accounts> {
    this.#accounts ??= await openAccounts(this.out);
    return this.#accounts;
  }

  /** When each was written. */
  async builtFiles(): Promise<ReadonlyMap<string, number>> {
    const folder = join(this.out, 'artefacts');
    const names = (await readdir(folder)).sort();
    return new Map(await Promise.all(names.map(async (name) => [name, (await stat(join(folder, name))).mtimeMs] as const)));
  }

  get run(): Rehearsed {
    return known(this.#run, 'nothing was rehearsed yet');
  }

  get earlier(): Rehearsed {
    return known(this.#earlier, 'nothing was rehearsed before');
  }

  get said(): Said {
    return known(this.#said, 'no command was run');
  }

  get record(): RehearsalRecord {
    return known(this.run.record ?? undefined, 'the run left no record');
  }

  get releaseId(): string {
    return known(this.record.release?.id, 'there is no release');
  }

  stage(environment: string): StageRecord {
    const stage = this.record.stages.find((each) => each.environment === environment);
    return known(stage, `the path has no ${environment}`);
  }

  /** The last of the environment's gates with that name. */
  gate(environment: string, name: string): GateRecord {
    const gate = this.stage(environment).gates.findLast((each) => each.gate === name);
    return known(gate, `${name} was not run in ${environment}`);
  }

  /** Everything that happened to the run, from its evidence. */
  ledger(): readonly Happening[] {
    const text = readFileSync(join(this.run.out, 'evidence/ledger.jsonl'), 'utf8');
    const entries = text.split('\n').filter((line) => line !== '');
    return entries.map((line) => (JSON.parse(line) as { readonly happening: Happening }).happening);
  }

  stepsNamed(name: string): readonly Kind<'step-finished'>[] {
    return this.ledger().filter((happening) => happening.kind === 'step-finished' && happening.name === name) as Kind<'step-finished'>[];
  }

  baseline(environment: string): Kind<'baseline'> {
    const found = this.ledger().find((happening) => happening.kind === 'baseline' && happening.environment === environment);
    return known(found as Kind<'baseline'> | undefined, `${environment} has no beginning in the evidence`);
  }

  zipDigests(): readonly string[] {
    return this.record.artefacts
      .filter(({ kind }) => kind === 'lambda-zip')
      .map(({ digest }) => digest)
      .sort();
  }

  async end(): Promise<void> {
    this.playing = false;
    this.#accounts?.close();
    await stopKeptWorld(join(this.out, 'state/world'), cacheDir);
    played.push({ out: this.out, emptied: emptyRun(this.out) });
  }
}

setWorldConstructor(RehearsalWorld);

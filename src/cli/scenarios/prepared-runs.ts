import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createRehearsal, emptyRun, forkRun, makePatchedRepository, type RehearsalEnd, removeRun, stopKeptWorld } from '../../compose.ts';
import type { RehearsalOptions } from '../../rehearsal-options.ts';

export interface PreparedOptions {
  readonly sample: { readonly folder: string; readonly history: string };
  readonly dependencies: string;
  readonly folder: string;
  readonly cacheDir: string;
  readonly approver: string;
  readonly progress: RehearsalOptions['progress'];
  readonly signal: AbortSignal;
  readonly backend: NonNullable<RehearsalOptions['backend']>;
  /** The worlds' part of the ports. */
  readonly portShare: NonNullable<RehearsalOptions['portShare']>;
  /** The file of that path as prepared runs go it: what is measured may be shorter. */
  readonly topology: string;
}

/** The path that is prepared, by its shipped name. */
export const preparedPath = 'four-environment';

/** One healthy run of the unchanged project, kept at each stage's end: scenarios start in copies of it instead of repeating it. */
export class PreparedRuns {
  readonly #options: PreparedOptions;
  readonly #done = new Map<string, Promise<string>>();

  constructor(options: PreparedOptions) {
    this.#options = options;
  }

  /** Options that every run of a project at `project` shares. Containers keep nothing over their end: they stay up for what goes on in them. */
  base(project: string, out: string): RehearsalOptions {
    const { dependencies, cacheDir, approver, progress, signal, backend, topology, portShare } = this.#options;
    const shared = { dependencies, cacheDir, approveAs: approver, checksInBackground: true, progress, signal, backend, portShare };
    return { project, out, topology, ...shared, keep: backend === 'containers' };
  }

  get project(): string {
    return join(this.#options.folder, 'project');
  }

  /** Where a run starts in a copy of a world with the last release in place. Containers can't be copied: there it brings up its own. */
  async beginning(): Promise<Pick<RehearsalOptions, 'worldFrom'>> {
    if (this.#options.backend === 'embedded') return { worldFrom: await this.#world() };
    await this.unpatched();
    return {};
  }

  /** The project as a repository, unchanged. */
  async unpatched(): Promise<string> {
    await this.#once('project', () => makePatchedRepository(this.#options.sample, this.project, null));
    return this.project;
  }

  /** Brings `out` to where the healthy run has passed `environment`: a copy of it, or where there can be none, a run of its own. */
  async comeTo(environment: string, out: string): Promise<void> {
    if (this.#options.backend === 'embedded') {
      await forkRun(environment === 'uat' ? await this.#upTo('uat', 'dev') : await this.#upTo(environment, null), out);
      return;
    }
    await healthy(createRehearsal({ ...this.base(this.project, out), ...(await this.beginning()), to: environment }).run());
  }

  /** Nothing goes on with the run in `out` any more: what of its world is up ends, and most of its space is given back. */
  async end(out: string): Promise<void> {
    if (this.#options.backend === 'containers') await stopKeptWorld(join(out, 'state/world'), this.#options.cacheDir);
    await emptyRun(out);
  }

  async #world(): Promise<string> {
    return await this.#once('world', async (out) => {
      await createRehearsal(this.base(await this.unpatched(), out)).prepare();
    });
  }

  /** The healthy run up to and with `environment`. */
  async #upTo(environment: string, before: string | null): Promise<string> {
    return await this.#once(environment, async (out) => {
      if (before === null) {
        const beginning = await this.beginning();
        await healthy(createRehearsal({ ...this.base(this.project, out), ...beginning, to: environment }).run());
        return;
      }
      await forkRun(await this.#upTo(before, null), out);
      await healthy(createRehearsal({ ...this.base(this.project, out), resume: true, to: environment }).run());
    });
  }

  /** Every run that was prepared, off the disk. */
  async remove(): Promise<void> {
    for (const made of this.#done.values()) await removeRun(await made);
    await rm(this.#options.folder, { recursive: true, force: true });
  }

  async #once(name: string, make: (out: string) => Promise<void>): Promise<string> {
    const out = join(this.#options.folder, `prepared-${name}`);
    const done =
      this.#done.get(name) ??
      (async () => {
        await rm(out, { recursive: true, force: true });
        await mkdir(this.#options.folder, { recursive: true });
        await make(out);
        return out;
      })();
    this.#done.set(name, done);
    return await done;
  }
}

async function healthy(running: Promise<RehearsalEnd>): Promise<void> {
  const { result } = await running;
  if (result.kind !== 'finished' || result.outcome !== 'released') {
    throw new Error(
      `the unchanged project does not go through, so no defect can be told from it: ${result.kind === 'finished' ? result.reason : result.kind}`,
    );
  }
}
